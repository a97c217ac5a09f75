using System.Buffers;
using System.Globalization;
using System.Text;

namespace Experts.Memory;

/// <summary>The one spelling of questions, in training, in the memory and at use (small-experts recipe, "question text").</summary>
public static class QuestionText
{
    private static readonly SearchValues<char> _kept = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789'-");

    /// <summary>
    /// Lower case; every run of characters outside <c>a-z 0-9 ' -</c> becomes one blank; no blanks at the ends. Letters with
    /// marks lose them first (NFKD), so that a name is the same word with and without its accents. Applying it twice changes nothing.
    /// </summary>
    public static string Normalise(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var text = Ascii.IsValid(question) ? question : Decompose(question);
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var lower = char.ToLowerInvariant(character);
            if (_kept.Contains(lower))
            {
                result.Append(lower);
            }
            else if (result.Length > 0 && result[^1] != ' ' && !IsMark(character))
            {
                result.Append(' ');
            }
        }

        return result.ToString().TrimEnd(' ');
    }

    /// <summary>The words of a normalised question, within <see cref="MemoryLimits.WordsOfQuestion"/> and <see cref="MemoryLimits.WordLength"/>.</summary>
    internal static IEnumerable<string> Words(string normalised) => normalised
        .Split(' ', MemoryLimits.WordsOfQuestion + 1, StringSplitOptions.RemoveEmptyEntries)
        .Take(MemoryLimits.WordsOfQuestion)
        .Select(word => word.Length <= MemoryLimits.WordLength ? word : word[..MemoryLimits.WordLength]);

        /// <summary>Typographic apostrophes and the hyphen that does not break become plain ones. A lone half of a surrogate pair cannot be normalised and is dropped.</summary>
    private static string Decompose(string text)
    {
        var plain = text.Replace('’', '\'').Replace('‘', '\'').Replace('‑', '-');
        var whole = string.Concat(plain.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar).Select(rune => rune.ToString()));
        return whole.Normalize(NormalizationForm.FormKD);
    }

    private static bool IsMark(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark;
}
