using System.Collections.Immutable;
using System.Globalization;

namespace Experts.Sampling.Json;

/// <summary>
/// Reads the part of ECMA-262 regular expressions that a finite automaton can keep to: characters, classes, groups, alternatives,
/// repetitions, and anchors at the ends of the outermost alternatives.
/// </summary>
internal sealed class PatternReader
{
    private const int MaximumLength = 1000;
    private const int MaximumGroups = 32;
    private const int MaximumRepetition = 10_000;

    private readonly string _text;
    private readonly PatternClasses _classes;
    private int _at;
    private int _groups;

    private PatternReader(string text) => (_text, _classes) = (text, new PatternClasses(text));

    /// <exception cref="FormatException">The expression is wrong or uses something else; the message says what and where.</exception>
    public static Pattern Read(string text)
    {
        if (text.Length > MaximumLength)
        {
            throw new FormatException($"the expression has {text.Length} characters; at most {MaximumLength} are supported.");
        }

        return new PatternReader(text).Outermost();
    }

    private static Pattern.Sequence Nothing { get; } = new([]);

    private bool IsAtEnd => _at == _text.Length;

    private Pattern Outermost()
    {
        var branches = ImmutableArray.CreateBuilder<Pattern>();
        do
        {
            Pattern before = Take('^') ? Nothing : new Pattern.Anything();
            var body = Sequence();
            Pattern behind = Take('$') ? Nothing : new Pattern.Anything();
            branches.Add(new Pattern.Sequence([before, body, behind]));
        }
        while (Take('|'));
        return IsAtEnd ? One(branches) : throw Wrong("it is not supported here");
    }

    private Pattern Alternatives()
    {
        var branches = ImmutableArray.CreateBuilder<Pattern>();
        do
        {
            branches.Add(Sequence());
        }
        while (Take('|'));
        return One(branches);
    }

    private static Pattern One(ImmutableArray<Pattern>.Builder branches) => branches.Count == 1 ? branches[0] : new Pattern.Choice(branches.ToImmutable());

    private Pattern.Sequence Sequence()
    {
        var parts = ImmutableArray.CreateBuilder<Pattern>();
        while (!IsAtEnd && _text[_at] is not ('|' or ')' or '$'))
        {
            parts.Add(Repeated(Atom()));
        }

        return new Pattern.Sequence(parts.ToImmutable());
    }

    private Pattern Atom()
    {
        switch (_text[_at])
        {
            case '(':
                return Group();
            case '.':
                _at++;
                return new Pattern.One(CodePoints.Dot);
            case '*' or '+' or '?' or '{' or '}' or ']' or '^':
                throw Wrong("it is not supported here; put a backslash before it if it is meant as itself");
            default:
                return new Pattern.One(_classes.Read(ref _at));
        }
    }

    private Pattern Group()
    {
        _at++;
        if (Take('?') && !Take(':'))
        {
            throw Wrong("only groups ( ) and (?: ) are supported");
        }

        if (++_groups > MaximumGroups)
        {
            throw Wrong($"more than {MaximumGroups} groups within each other");
        }

        var inner = Alternatives();
        _groups--;
        return Take(')') ? inner : throw Wrong("a closing bracket was expected");
    }

    private Pattern Repeated(Pattern part)
    {
        var (least, most) = (1, (int?)1);
        if (Take('*'))
        {
            (least, most) = (0, null);
        }
        else if (Take('+'))
        {
            most = null;
        }
        else if (Take('?'))
        {
            least = 0;
        }
        else if (Take('{'))
        {
            (least, most) = Counts();
        }
        else
        {
            return part;
        }

        Take('?'); // a lazy repetition matches the same texts
        return new Pattern.Repeat(part, least, most);
    }

    private (int Least, int? Most) Counts()
    {
        var least = Count();
        var most = !Take(',') ? least : !IsAtEnd && _text[_at] == '}' ? (int?)null : Count();
        if (!Take('}') || most < least)
        {
            throw Wrong("a repetition such as {3}, {3,} or {3,5} was expected");
        }

        return (least, most);
    }

    private int Count()
    {
        var start = _at;
        while (!IsAtEnd && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return int.TryParse(_text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaximumRepetition
            ? count
            : throw Wrong($"a number up to {MaximumRepetition} was expected");
    }

    private bool Take(char expected)
    {
        var found = !IsAtEnd && _text[_at] == expected;
        _at += found ? 1 : 0;
        return found;
    }

    private FormatException Wrong(string message) => PatternClasses.Wrong(_text, _at, message);
}
