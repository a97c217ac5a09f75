using System.Text;

namespace Architecture.Reading;

/// <summary>
/// Blanks comments and the contents of strings and characters in C# source, so that the checks see code alone. Every
/// character keeps its place, so lines and columns stay right. Code inside the holes of interpolated strings is kept.
/// Follows the lexical grammar of C# 14 as far as quotes, comments, directives and holes go.
/// </summary>
internal sealed class CodeText
{
    private readonly string _source;
    private readonly StringBuilder _code;

    private CodeText(string source)
    {
        _source = source;
        _code = new StringBuilder(source);
    }

    public static string Of(string source)
    {
        var text = new CodeText(source);
        text.Code(0, inHole: false);
        return text._code.ToString();
    }

    /// <summary>Reads code up to the end, or up to the brace that closes the hole it is in.</summary>
    private int Code(int at, bool inHole)
    {
        int depth = 0;
        while (at < _source.Length)
        {
            char c = _source[at];
            if (Starts(at, "//"))
            {
                at = Blank(at, EndOfLine(at));
            }
            else if (Starts(at, "/*"))
            {
                at = Blank(at, After(at + 2, "*/"));
            }
            else if (c == '#' && IsFirstOnLine(at))
            {
                at = Directive(at);
            }
            else if (c == '\'')
            {
                at = Character(at);
            }
            else if (StringOpening.TryRead(_source, at, out StringOpening opening))
            {
                at = Text(at + opening.Length, opening);
            }
            else if (inHole && depth == 0 && c == '}')
            {
                return at;
            }
            else if (inHole && depth == 0 && c == ':' && !Starts(at, "::") && _source[at - 1] != ':')
            {
                at = Blank(at, Find(at, '}'));
            }
            else
            {
                depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
                at++;
            }
        }

        return at;
    }

    /// <summary>Directives are kept: their text is no C#, and a quote in it opens nothing.</summary>
    private int Directive(int at)
    {
        int end = EndOfLine(at);
        int comment = _source.IndexOf("//", at, end - at, StringComparison.Ordinal);
        return comment < 0 ? end : Blank(comment, end);
    }

    private int Character(int at)
    {
        int end = at + 1;
        while (end < _source.Length && _source[end] is not ('\'' or '\n'))
        {
            end += _source[end] == '\\' ? 2 : 1;
        }

        return Blank(at + 1, end) + 1;
    }

    private int Text(int at, StringOpening opening)
    {
        while (at < _source.Length)
        {
            if (opening.ClosingLength(_source, at) is var closing and > 0)
            {
                return at + closing;
            }

            if (opening.HoleLength(_source, at) is var hole and > 0)
            {
                Blank(at, at + hole - opening.HoleClosingLength);
                int end = Code(at + hole, inHole: true);
                at = end + opening.HoleClosingLength;
            }
            else
            {
                at = Blank(at, at + opening.TextLength(_source, at));
            }
        }

        return at;
    }

    private int Blank(int from, int to)
    {
        to = Math.Min(to, _source.Length);
        for (int i = from; i < to; i++)
        {
            if (_source[i] is not ('\n' or '\r'))
            {
                _code[i] = ' ';
            }
        }

        return to;
    }

    private bool Starts(int at, string text) => string.CompareOrdinal(_source, at, text, 0, text.Length) == 0;

    private bool IsFirstOnLine(int at) =>
        _source.AsSpan(0, at)[(_source.AsSpan(0, at).LastIndexOf('\n') + 1)..].IsWhiteSpace();

    private int EndOfLine(int at) => Find(at, '\n');

    private int Find(int at, char c) => _source.IndexOf(c, at) is var found and >= 0 ? found : _source.Length;

    private int After(int at, string text) =>
        _source.IndexOf(text, at, StringComparison.Ordinal) is var found and >= 0 ? found + text.Length : _source.Length;
}
