using System.Text.RegularExpressions;
using Experts.Memory;
using Trainer.Corpus.Pairing;

namespace Trainer.Corpus.Teaching;

/// <summary>
/// What a note of a teacher must show before it is believed: the quote stands in the passage, the answer in quote and note, every figure
/// and every name of the note in the passage; a question may not give the answer away. Stricter than the published filter,
/// which lets invented values pass as long as they answer (notes on methods, 1.3).
/// </summary>
internal static partial class Consistency
{
    private const int LongestWording = 300;
    private const int LongestNote = 300;

    /// <summary>Why a note is turned away; null when it holds.</summary>
    public static string? Flaw(TaughtNote note, string title, string passage)
    {
        var (text, said) = (AnswerText.Normal(passage), AnswerText.Normal(note.Note));
        return note.Note.Length > LongestNote ? "a taught note is too long"
            : !AnswerText.Holds(text, note.Quote) ? "a taught quote is not in the passage"
            : !AnswerText.Holds(AnswerText.Normal(note.Quote), note.Answer) ? "a taught answer is not in its quote"
            : !AnswerText.Holds(said, note.Answer) ? "a taught answer is not in its note"
            : Claims().Matches(note.Note).Any(claim => !AnswerText.Holds(text, claim.Value) && !AnswerText.Holds(AnswerText.Normal(title), claim.Value))
                ? "a taught note names something that the passage does not"
            : null;
    }

    /// <summary>The wordings that are questions to this note: not empty, not too long, not holding the answer, each once.</summary>
    public static IEnumerable<string> Wordings(IEnumerable<string> wordings, string answer) => wordings
        .Where(wording => wording is { Length: > 0 and <= LongestWording } && QuestionText.Normalise(wording).Contains(' ', StringComparison.Ordinal))
        .Where(wording => !AnswerText.Holds(AnswerText.Normal(wording), answer))
        .DistinctBy(QuestionText.Normalise);

    /// <summary>Words with a digit, and capitalised words that do not begin the sentence.</summary>
    [GeneratedRegex(@"[\p{L}\d.,:/-]*\d[\p{L}\d:/-]*|(?<=[^.!?] )\p{Lu}[\p{L}-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Claims();
}
