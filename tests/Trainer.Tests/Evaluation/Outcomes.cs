using Experts.Memory;
using Experts.Notes;
using Trainer.Evaluation;

namespace Trainer.Tests.Evaluation;

/// <summary>Outcomes of made-up questions.</summary>
internal static class Outcomes
{
    /// <summary>A known question with the answer <c>yes</c>, or an unknown one.</summary>
    public static EvaluationQuestion Question(int number, bool isKnown) => new()
    {
        Id = $"q{number}", Stratum = isKnown ? "S1" : "S7", Text = $"question {number}", Answers = isKnown ? ["yes"] : [], IsKnown = isKnown, Fact = $"f{number / 2}",
    };

    /// <summary>What the witnesses said; the memory's second note is always wrong.</summary>
    public static QuestionOutcome Of(EvaluationQuestion question, string? generated, string recalled, double score = 0.8) => new()
    {
        Question = question,
        Testimony = new NoteTestimony(
            generated is null ? null : new GeneratedNote(generated, -0.2, -0.9, 4),
            [Note(recalled, score), Note("a far note", score / 2)]),
    };

    /// <summary>Many, of which a share is right with agreement and high scores, and the unknown ones draw wrong notes with low scores.</summary>
    public static List<QuestionOutcome> Mixed(int known, int unknown) =>
    [
        .. Enumerable.Range(0, known).Select(i => i % 5 == 0
            ? Of(Question(i, true), "no", "other", 0.45 + i % 7 * 0.01)
            : Of(Question(i, true), "yes", "yes", 0.8 + i % 7 * 0.01)),
        .. Enumerable.Range(known, unknown).Select(i => Of(Question(i, false), "made up", "some note", 0.4 + i % 5 * 0.01)),
    ];

    private static RecalledNote Note(string note, double score) => new("g", note, "w", score, [new NoteSource("d", new string('a', 64), null, "")]);
}
