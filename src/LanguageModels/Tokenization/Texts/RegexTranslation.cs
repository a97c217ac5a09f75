using System.Globalization;
using System.Text;

namespace LanguageModels.Tokenization.Texts;

/// <summary>
/// Writes an Oniguruma expression, as tokenizer.json files have them, for .NET: possessive quantifiers become atomic groups,
/// scripts become ranges. What has another meaning in .NET is refused.
/// </summary>
internal sealed class RegexTranslation
{
    private const int MostCharacters = 16_384;
    private const string PlainEscapes = "dDsSbBAzZnrtfv";
    private const string WordClass = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}";

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Han"] = @"\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAD9",
        ["Hiragana"] = @"\u3041-\u3096\u309D-\u309F",
        ["Katakana"] = @"\u30A1-\u30FA\u30FD-\u30FF\u31F0-\u31FF\u32D0-\u32FE\u3300-\u3357\uFF66-\uFF6F\uFF71-\uFF9D",
        ["Hangul"] = @"\u1100-\u11FF\u302E\u302F\u3131-\u318E\u3200-\u321E\u3260-\u327E\uA960-\uA97C\uAC00-\uD7A3\uD7B0-\uD7FB\uFFA0-\uFFDC",
    };

    private readonly string _pattern;
    private readonly StringBuilder _written = new();
    private readonly Stack<int> _groups = new();
    private int _at;
    private int _atom;

    private RegexTranslation(string pattern) => _pattern = pattern;

    /// <exception cref="ArgumentException">The expression uses what cannot be followed exactly.</exception>
    internal static string ToDotNet(string pattern)
    {
        if (pattern.Length > MostCharacters)
        {
            throw new ArgumentException($"it has {pattern.Length} characters, more than {MostCharacters}");
        }

        var translation = new RegexTranslation(pattern);
        while (translation._at < pattern.Length)
        {
            translation.Item();
        }

        return translation._written.ToString();
    }

    private void Item()
    {
        switch (_pattern[_at])
        {
            case '[':
                _atom = _written.Length;
                Class();
                break;
            case '\\':
                _atom = _written.Length;
                Escape(inClass: false);
                break;
            case '(':
                _groups.Push(_written.Length);
                Copy();
                break;
            case ')':
                _atom = _groups.TryPop(out var start) ? start : throw new ArgumentException("a ')' has no '('");
                Copy();
                break;
            case '?' or '*' or '+':
                Quantifier();
                break;
            case '{' or '}' or '|' or '^' or '$':
                Copy();
                break;
            default:
                _atom = _written.Length;
                CopyCharacter();
                break;
        }
    }

    /// <summary>A quantifier, perhaps lazy or possessive. Not for the question mark of <c>(?:</c>.</summary>
    private void Quantifier()
    {
        var opensGroup = _at > 0 && _pattern[_at - 1] == '(' && (_at < 2 || _pattern[_at - 2] != '\\');
        Copy();
        if (!opensGroup && _at < _pattern.Length && _pattern[_at] == '+')
        {
            _at++;
            _written.Insert(_atom, "(?>").Append(')');
        }
    }

    private void Class()
    {
        Copy();
        if (_at < _pattern.Length && _pattern[_at] == '^')
        {
            Copy();
        }

        for (var first = true; _at < _pattern.Length && (first || _pattern[_at] != ']'); first = false)
        {
            if (_pattern[_at] == '[' || _pattern.AsSpan(_at).StartsWith("&&"))
            {
                throw new ArgumentException("it nests or intersects character classes");
            }

            if (_pattern[_at] == '\\')
            {
                Escape(inClass: true);
            }
            else
            {
                CopyCharacter();
            }
        }

        if (_at == _pattern.Length)
        {
            throw new ArgumentException("a '[' has no ']'");
        }

        Copy();
    }

    private void Escape(bool inClass)
    {
        if (_at + 1 >= _pattern.Length)
        {
            throw new ArgumentException("it ends in a backslash");
        }

        var kind = _pattern[_at + 1];
        if (kind is 'p' or 'P')
        {
            Property(kind, inClass);
        }
        else if (kind is 'w' or 'W')
        {
            WordCharacters(kind, inClass);
        }
        else if (kind is 'x' or 'u')
        {
            Hexadecimal(kind);
        }
        else if (!char.IsAsciiLetterOrDigit(kind) || PlainEscapes.Contains(kind) || (!inClass && kind == 'G'))
        {
            Copy();
            Copy();
        }
        else
        {
            throw new ArgumentException($"it uses \\{kind}");
        }
    }

    private void Property(char kind, bool inClass)
    {
        var end = _pattern.IndexOf('}', _at);
        if (end < 0 || _pattern[_at + 2] != '{')
        {
            throw new ArgumentException($"\\{kind} has no name in braces");
        }

        var name = _pattern[(_at + 3)..end];
        var negated = name.StartsWith('^') != (kind == 'P');
        name = name.TrimStart('^');
        if (!Scripts.TryGetValue(name, out var ranges))
        {
            _written.Append(negated ? "\\P{" : "\\p{").Append(name).Append('}');
        }
        else if (inClass && negated)
        {
            throw new ArgumentException($"it negates the script {name} inside a class");
        }
        else
        {
            _written.Append(inClass ? ranges : $"[{(negated ? "^" : "")}{ranges}]");
        }

        _at = end + 1;
    }

    /// <summary>.NET's own <c>\w</c> leaves out spacing marks and letter numbers.</summary>
    private void WordCharacters(char kind, bool inClass)
    {
        if (inClass && kind == 'W')
        {
            throw new ArgumentException("it negates \\w inside a class");
        }

        _written.Append(inClass ? WordClass : $"[{(kind == 'W' ? "^" : "")}{WordClass}]");
        _at += 2;
    }

    private void Hexadecimal(char kind)
    {
        var braced = _at + 2 < _pattern.Length && _pattern[_at + 2] == '{';
        var start = braced ? _at + 3 : _at + 2;
        var end = braced ? _pattern.IndexOf('}', start) : start + (kind == 'x' ? 2 : 4);
        if (end < start || end > _pattern.Length
            || !int.TryParse(_pattern.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) || point > 0xFFFF)
        {
            throw new ArgumentException("it names a character by a number that is none up to FFFF");
        }

        _written.Append(CultureInfo.InvariantCulture, $"\\u{point:X4}");
        _at = braced ? end + 1 : end;
    }

    private void CopyCharacter()
    {
        if (char.IsSurrogate(_pattern[_at]))
        {
            throw new ArgumentException("it names a character beyond U+FFFF");
        }

        Copy();
    }

    private void Copy() => _written.Append(_pattern[_at++]);
}
