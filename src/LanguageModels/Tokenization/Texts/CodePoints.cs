using System.Text;

namespace LanguageModels.Tokenization.Texts;

/// <summary>Text as an array of code points. Lone surrogates become U+FFFD.</summary>
internal static class CodePoints
{
    internal const int Replacement = 0xFFFD;

    internal static int[] Of(string text)
    {
        var points = new int[text.Length];
        var count = Write(text, points);
        return count == points.Length ? points : points[..count];
    }

    /// <summary>Writes the code points of a text; how many there are, at most the number of UTF-16 units.</summary>
    internal static int Write(ReadOnlySpan<char> text, Span<int> destination)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (!char.IsSurrogate(unit))
            {
                destination[count++] = unit;
            }
            else if (i + 1 < text.Length && char.IsSurrogatePair(unit, text[i + 1]))
            {
                destination[count++] = char.ConvertToUtf32(unit, text[++i]);
            }
            else
            {
                destination[count++] = Replacement;
            }
        }

        return count;
    }

    internal static string ToText(ReadOnlySpan<int> points)
    {
        var text = new StringBuilder(points.Length);
        foreach (var point in points)
        {
            text.Append(new Rune(point).ToString());
        }

        return text.ToString();
    }

    /// <summary>Writes points as UTF-16; the number of units. The destination holds two units a point.</summary>
    internal static int WriteUtf16(ReadOnlySpan<int> points, Span<char> destination)
    {
        var count = 0;
        foreach (var point in points)
        {
            if (point < 0x10000)
            {
                destination[count++] = (char)point;
            }
            else
            {
                destination[count++] = (char)(0xD800 + ((point - 0x10000) >> 10));
                destination[count++] = (char)(0xDC00 + ((point - 0x10000) & 0x3FF));
            }
        }

        return count;
    }
}
