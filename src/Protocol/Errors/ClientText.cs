using System.Globalization;
using System.Text;

namespace Protocol.Errors;

/// <summary>Makes text that a client or an upstream chose safe to repeat in a message: no control or invisible characters, no lone surrogates, a bounded length.</summary>
internal static class ClientText
{
    internal const int MaxValue = 120;
    internal const int MaxMessage = 1_000;

    internal static string Clean(string text, int maxChars)
    {
        if (text.Length <= maxChars && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var clean = new StringBuilder(Math.Min(text.Length, maxChars) + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (clean.Length >= maxChars)
            {
                return clean.Append('…').ToString();
            }

            Append(clean, rune);
        }

        return clean.ToString();
    }

    /// <summary>The value between apostrophes, cut to <see cref="MaxValue"/> characters.</summary>
    internal static string Quote(string value) => $"'{Clean(value, MaxValue)}'";

    private static void Append(StringBuilder clean, Rune rune)
    {
        if (IsVisible(rune))
        {
            clean.Append(rune.ToString());
        }
        else
        {
            clean.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
        }
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
