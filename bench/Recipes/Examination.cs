using System.Globalization;
using System.Text;

namespace RecipeBench;

/// <summary>What the notes are worth.</summary>
internal static class Examination
{
    public static string Table(IReadOnlyList<(TestQuestion Question, GivenNote Note)> notes)
    {
        var text = new StringBuilder();
        text.AppendLine("| S1 | S2 | S1+S2 | S3 | S4 (nickname / plain) | S7 declined | known noun | new noun | new wording | AUROC mean log p | AUROC least p |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|");
        var known = notes.Where(note => note.Question.Stratum is "S1" or "S2").ToList();
        text.AppendLine(
            $"| {Share(notes, "S1")} | {Share(notes, "S2")} | {Share(known)} | {Share(notes, "S3")} | {Share(notes, "S4")} ({Share(notes.Where(note => note.Question is { Stratum: "S4", IsNickname: true }))} / " +
            $"{Share(notes.Where(note => note.Question is { Stratum: "S4", IsNickname: false }))}) | {Share(notes, "S7")} | {Kind(known, "known noun")} | {Kind(known, "new noun")} | {Kind(known, "new wording")} | " +
            $"{Number(Auroc(notes, note => note.MeanLogProbability))} | {Number(Auroc(notes, note => note.LeastProbability))} |");
        return text.ToString();
    }

    /// <summary>Old facts, changed ones (right, and stale answers left), new ones.</summary>
    public static string Night(IReadOnlyList<(TestQuestion Question, GivenNote Note)> old, IReadOnlyList<(TestQuestion Question, GivenNote Note)> night) =>
        $"old {Share(old)}, changed {Share(night, "U-changed")}, stale {Percent(night.Where(note => note.Question.Stratum == "U-changed").Select(note => TestQuestion.Holds(note.Note.Text, note.Question.Old!)))}, new {Share(night, "U-new")}";

    /// <summary>Over the notes that were given: the probability that a right one scores above a wrong one (ties half).</summary>
    private static double Auroc(IReadOnlyList<(TestQuestion Question, GivenNote Note)> notes, Func<GivenNote, double> score)
    {
        var given = notes.Where(note => note.Note.Text.Length > 0).ToLookup(note => note.Question.Answer is not null && note.Question.IsRight(note.Note.Text), note => score(note.Note));
        var pairs = from right in given[true] from wrong in given[false] select right > wrong ? 1 : right < wrong ? 0 : 0.5;
        return pairs.DefaultIfEmpty(double.NaN).Average();
    }

    private static string Share(IEnumerable<(TestQuestion Question, GivenNote Note)> notes, string stratum) => Share(notes.Where(note => note.Question.Stratum == stratum));

    private static string Kind(IEnumerable<(TestQuestion Question, GivenNote Note)> notes, string kind) => Share(notes.Where(note => note.Question.Kind == kind));

    private static string Share(IEnumerable<(TestQuestion Question, GivenNote Note)> notes) => Percent(notes.Select(note => note.Question.IsRight(note.Note.Text)));

    private static string Percent(IEnumerable<bool> right) => string.Create(CultureInfo.InvariantCulture, $"{right.Select(isRight => isRight ? 100.0 : 0).DefaultIfEmpty(double.NaN).Average():0}");

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
