using System.Text;

namespace Trainer.Corpus.Pairing;

/// <summary>
/// The rule by which a text holds an answer: lower case, commas removed, every other character outside <c>a-z0-9:</c> a blank; then the
/// answer must occur as a whole run of words. The rule of the sample domain's questions.
/// </summary>
internal static class AnswerText
{
    public static bool Holds(string normalText, string answer) =>
        Normal(answer) is { Length: > 0 } wanted && $" {normalText} ".Contains($" {wanted} ", StringComparison.Ordinal);

    public static string Normal(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var lower = char.ToLowerInvariant(character);
            if (lower is >= 'a' and <= 'z' or >= '0' and <= '9' or ':')
            {
                result.Append(lower);
            }
            else if (lower != ',' && result.Length > 0 && result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString().TrimEnd();
    }
}
