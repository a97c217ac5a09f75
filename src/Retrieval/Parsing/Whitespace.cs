using System.Text;

namespace Retrieval.Parsing;

/// <summary>Runs of white space become one blank, as a browser shows them.</summary>
internal static class Whitespace
{
    /// <summary>Collapses and trims, and cuts after <paramref name="limit"/> characters (never inside a pair).</summary>
    public static string Collapse(string text, int limit)
    {
        var result = new StringBuilder(Math.Min(text.Length, 4096));
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                result.Append(c);
            }
            else if (result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return Cut(result, limit);
    }

    private static string Cut(StringBuilder text, int limit)
    {
        if (text.Length > limit)
        {
            text.Length = char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
        }

        return text.ToString().TrimEnd();
    }
}
