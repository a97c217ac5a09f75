using System.Globalization;
using System.Text;

namespace Experts.Sampling.Json;

/// <summary>Reads what stands for one character in a regular expression: itself, an escape, or a class in square brackets.</summary>
internal sealed class PatternClasses(string text)
{
    /// <summary>An exception that shows the place.</summary>
    public static FormatException Wrong(string text, int at, string message) =>
        new(at < text.Length ? $"at character {at} ('{text[at]}'): {message}." : $"at the end: {message}.");

    /// <summary>The set at a place, which moves on.</summary>
    public CodePoints Read(ref int at) => text[at] switch
    {
        '\\' => Escape(ref at),
        '[' => Class(ref at),
        _ => Itself(ref at),
    };

    private CodePoints Class(ref int at)
    {
        at++;
        var isInverse = at < text.Length && text[at] == '^';
        at += isInverse ? 1 : 0;
        var set = CodePoints.Of();
        while (at < text.Length && text[at] != ']')
        {
            set = set.Union(Member(ref at));
        }

        if (at++ == text.Length)
        {
            throw Wrong(text, text.Length, "a closing square bracket was expected");
        }

        return isInverse ? set.Inverse() : set;
    }

    private CodePoints Member(ref int at)
    {
        var start = at;
        var first = Single(ref at);
        if (at + 1 >= text.Length || text[at] != '-' || text[at + 1] == ']')
        {
            return first;
        }

        at++;
        var last = Single(ref at);
        return first is { Ranges: [var low] } && last is { Ranges: [var high] } && low.Least == low.Most && high.Least == high.Most && low.Least <= high.Least
            ? CodePoints.Of((low.Least, high.Least))
            : throw Wrong(text, start, "a range of two characters in rising order was expected");
    }

    private CodePoints Single(ref int at) => at < text.Length && text[at] == '\\' ? Escape(ref at) : Itself(ref at);

    private CodePoints Itself(ref int at)
    {
        if (!Rune.TryGetRuneAt(text, at, out var rune))
        {
            throw Wrong(text, at, "half of a surrogate pair is no character");
        }

        at += rune.Utf16SequenceLength;
        return CodePoints.Of((rune.Value, rune.Value));
    }

    private CodePoints Escape(ref int at)
    {
        var start = at;
        var letter = at + 1 < text.Length ? text[at + 1] : '\0';
        at += 2;
        return letter switch
        {
            'd' => CodePoints.Digit,
            'D' => CodePoints.Digit.Inverse(),
            'w' => CodePoints.Word,
            'W' => CodePoints.Word.Inverse(),
            's' => CodePoints.Space,
            'S' => CodePoints.Space.Inverse(),
            'x' => Code(ref at, 2),
            'u' => Code(ref at, 4),
            _ => Control(letter) is { } control ? CodePoints.Of((control, control)) : throw Wrong(text, start, "this escape is not supported"),
        };
    }

    private static int? Control(char letter) => letter switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'f' => '\f',
        'v' => '\v',
        '\0' => null,
        _ => char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter) ? letter : null,
    };

    private CodePoints Code(ref int at, int digits)
    {
        var start = at;
        at += digits;
        return at <= text.Length && int.TryParse(text.AsSpan(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? CodePoints.Of((code, code))
            : throw Wrong(text, Math.Min(start, text.Length), $"{digits} hexadecimal digits were expected");
    }
}
