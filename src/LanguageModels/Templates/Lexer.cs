using System.Globalization;
using System.Text.RegularExpressions;

namespace LanguageModels.Templates;

/// <summary>Cuts a template into tokens, with Jinja's white space rules of trim_blocks and lstrip_blocks.</summary>
internal sealed partial class Lexer
{
    private static readonly string[] _operators =
        ["**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "|", ".", ",", ":", "(", ")", "[", "]", "{", "}", "<", ">", "="];

    private readonly string _source;
    private readonly List<Token> _tokens = [];
    private int _at;
    private int _line = 1;
    private bool _lineStarts = true;

    private Lexer(string source) => _source = source;

    public static IReadOnlyList<Token> Cut(string source)
    {
        if (source.Length > Budget.MaxTemplateLength)
        {
            throw new TemplateException($"expected a template of at most {Budget.MaxTemplateLength} characters, found {source.Length}");
        }

        var normal = source.Contains('\r', StringComparison.Ordinal) ? source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : source;
        var lexer = new Lexer(normal.EndsWith('\n') ? normal[..^1] : normal);
        lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        while (_at < _source.Length)
        {
            var start = NextTag();
            var sign = start + 2 < _source.Length ? _source[start + 2] : ' ';
            AddText(_at, start, start < _source.Length ? sign : ' ', start < _source.Length && _source[start + 1] != '{');
            if (start < _source.Length)
            {
                Tag(start, sign);
            }
        }

        Add(TokenKind.End, "end of template");
    }

    private int NextTag()
    {
        for (var i = _at; ; i++)
        {
            i = _source.IndexOf('{', i);
            if (i < 0 || i + 1 >= _source.Length)
            {
                return _source.Length;
            }

            if (_source[i + 1] is '{' or '%' or '#')
            {
                return i;
            }
        }
    }

    private void AddText(int from, int to, char sign, bool isBlock)
    {
        var text = _source[from..to];
        var lineStart = text.LastIndexOf('\n') + 1;
        var kept = text;
        if (sign == '-')
        {
            kept = text.TrimEnd();
        }
        else if (sign != '+' && isBlock && (lineStart > 0 || _lineStarts) && string.IsNullOrWhiteSpace(text[lineStart..]))
        {
            kept = text[..lineStart];
        }

        if (kept.Length > 0)
        {
            Add(TokenKind.Text, kept);
        }

        Advance(to);
    }

    private void Tag(int start, char sign)
    {
        var kind = _source[start + 1];
        if (kind == '#')
        {
            Comment(start);
        }
        else if (kind == '%' && RawBegin().Match(_source, start) is { Success: true } raw && raw.Index == start)
        {
            Raw(raw);
        }
        else
        {
            Add(kind == '%' ? TokenKind.BlockBegin : TokenKind.OutputBegin, _source.Substring(start, 2));
            Advance(start + 2 + (sign is '-' or '+' ? 1 : 0));
            Inside(kind == '%' ? "%}" : "}}", kind == '%');
        }
    }

    private void Comment(int start)
    {
        var end = _source.IndexOf("#}", start + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Fail("expected '#}' at the end of a comment, found the end of the template");
        }

        Close(end + 2, _source[end - 1], trims: true);
    }

    private void Raw(Match begin)
    {
        Close(begin.Index + begin.Length, begin.Groups[1].Value == "-" ? '-' : ' ', trims: true);
        var end = RawEnd().Match(_source, _at);
        if (!end.Success)
        {
            throw Fail("expected '{% endraw %}', found the end of the template");
        }

        AddText(_at, end.Index, end.Groups[1].Value is [var sign] ? sign : ' ', isBlock: true);
        Close(end.Index + end.Length, end.Groups[2].Value is [var last] ? last : ' ', trims: true);
    }

    private void Inside(string end, bool isBlock)
    {
        for (var depth = 0; ;)
        {
            while (_at < _source.Length && char.IsWhiteSpace(_source[_at]))
            {
                Advance(_at + 1);
            }

            if (_at >= _source.Length)
            {
                throw Fail($"expected '{end}', found the end of the template");
            }

            var sign = _source[_at];
            var after = _at + (sign == '-' || (sign == '+' && isBlock) ? 1 : 0);
            if (depth == 0 && string.CompareOrdinal(_source, after, end, 0, 2) == 0)
            {
                Add(isBlock ? TokenKind.BlockEnd : TokenKind.OutputEnd, end);
                Close(after + 2, sign, isBlock);
                return;
            }

            depth += One();
        }
    }

    private void Close(int to, char sign, bool trims)
    {
        while (sign == '-' && to < _source.Length && char.IsWhiteSpace(_source[to]))
        {
            to++;
        }

        Advance(trims && sign is not ('-' or '+') && to < _source.Length && _source[to] == '\n' ? to + 1 : to);
    }

    // Reads one token of an expression; returns how it changes the depth of brackets.
    private int One()
    {
        var c = _source[_at];
        if (c is '\'' or '"')
        {
            Quoted(c);
            return 0;
        }

        var match = char.IsAsciiDigit(c) ? Number().Match(_source, _at) : Name().Match(_source, _at);
        if (match.Success)
        {
            var kind = !char.IsAsciiDigit(c) ? TokenKind.Name : match.Groups[1].Length + match.Groups[2].Length > 0 ? TokenKind.Float : TokenKind.Integer;
            Add(kind, match.Value);
            Advance(_at + match.Length);
            return 0;
        }

        var found = Array.Find(_operators, o => string.CompareOrdinal(_source, _at, o, 0, o.Length) == 0) ?? throw Fail($"unexpected character '{c}'");
        Add(TokenKind.Operator, found);
        Advance(_at + found.Length);
        return found is "(" or "[" or "{" ? 1 : found is ")" or "]" or "}" ? -1 : 0;
    }

    private void Quoted(char quote)
    {
        var end = _at + 1;
        while (end < _source.Length && _source[end] != quote)
        {
            end += _source[end] == '\\' ? 2 : 1;
        }

        if (end >= _source.Length)
        {
            throw Fail("expected the end of a string, found the end of the template");
        }

        Add(TokenKind.String, Unescape(_source[(_at + 1)..end]));
        Advance(end + 1);
    }

    private static string Unescape(string text) => text.Contains('\\', StringComparison.Ordinal) ? Escape().Replace(text, m => Unescaped(m.Value)) : text;

    private static string Unescaped(string escape) => escape[1] switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'b' => "\b",
        'f' => "\f",
        'v' => "\v",
        'a' => "\a",
        '\n' => "",
        '\\' or '\'' or '"' => escape[1..],
        'x' or 'u' when escape.Length > 2 => ((char)int.Parse(escape.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        _ => escape,
    };

    private void Add(TokenKind kind, string text) => _tokens.Add(new Token(kind, text, _line));

    private void Advance(int to)
    {
        if (to > _at)
        {
            _line += _source.AsSpan(_at, to - _at).Count('\n');
            _lineStarts = _source[to - 1] == '\n';
        }

        _at = to;
    }

    private TemplateException Fail(string message) => new(message, _line);

    [GeneratedRegex(@"\G\{%[-+]?\s*raw\s*(-?)%\}")]
    private static partial Regex RawBegin();

    [GeneratedRegex(@"\{%([-+]?)\s*endraw\s*([-+]?)%\}")]
    private static partial Regex RawEnd();

    [GeneratedRegex(@"\G\d[\d_]*(\.\d+)?([eE][+-]?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\G[\p{L}_][\p{L}\p{Nd}_]*")]
    private static partial Regex Name();

    [GeneratedRegex(@"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\s\S])")]
    private static partial Regex Escape();
}
