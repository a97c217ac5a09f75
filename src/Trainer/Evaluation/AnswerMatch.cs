using System.Text;

namespace Trainer.Evaluation;

/// <summary>
/// Whether a text holds an answer: both in lower case, commas removed, every other character outside <c>a-z0-9:</c> a space; then the
/// answer must occur as a whole run of words (the rule of the sample domain and of the invented world).
/// </summary>
internal static class AnswerMatch
{
    /// <summary>Whether the text holds one of the answers.</summary>
    public static bool Holds(string text, IEnumerable<string> answers)
    {
        var words = Normalise(text);
        return answers.Any(answer => Normalise(answer) is { Length: > 2 } run && words.Contains(run, StringComparison.Ordinal));
    }

    /// <summary>Words between single spaces, with a space at both ends.</summary>
    private static string Normalise(string text)
    {
        var words = new StringBuilder(" ", text.Length + 2);
        foreach (var letter in text)
        {
            var lower = char.ToLowerInvariant(letter);
            if (char.IsAsciiLetterLower(lower) || char.IsAsciiDigit(lower) || lower == ':')
            {
                words.Append(lower);
            }
            else if (letter != ',' && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }
}
