using System.Globalization;
using System.Text;

namespace Terminal.Output;

/// <summary>
/// Makes foreign text safe to print. Prompts, answers, file names and names of keys come from outside and may hold
/// escape sequences that move the cursor, rewrite lines already shown, or change the terminal's settings.
/// </summary>
public static class SafeText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text on one line: control and format characters, line breaks too, become U+FFFD.</summary>
    public static string Line(string text) => Replace(text, keepLayout: false);

    /// <summary>The text with its line breaks and tabs; other control and format characters become U+FFFD.</summary>
    public static string Block(string text) => Replace(text.ReplaceLineEndings("\n"), keepLayout: true);

    private static string Replace(string text, bool keepLayout)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool layout = keepLayout && rune.Value is '\n' or '\t';
            safe.Append(layout || !IsDangerous(rune) ? rune.ToString() : Replacement.ToString());
        }

        return safe.ToString();
    }

    /// <summary>Category Format holds the marks that reorder text on the screen (Trojan Source).</summary>
    private static bool IsDangerous(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
