using Experts.Notes;

namespace Trainer.Evaluation;

/// <summary>The questions of one stratum: how many each witness answers rightly, and what the gate gives.</summary>
/// <param name="Stratum">Its name.</param>
/// <param name="IsKnown">Whether the expert was told the answers; else right means silent.</param>
/// <param name="Questions">How many.</param>
/// <param name="Generating">Right notes of the language model; null where there is none, or the answers are unknown.</param>
/// <param name="Recalling">Right notes of the memory, likewise.</param>
/// <param name="Reading">Right notes of the reading model, likewise.</param>
/// <param name="Combined">Right notes of the combined choice.</param>
/// <param name="Hallucinated">Questions to which the language model writes some wrong note instead of declining.</param>
/// <param name="Given">Questions that the default gate gives a note.</param>
/// <param name="GivenRight">Right ones among those given.</param>
internal sealed record StratumRow(
    string Stratum, bool IsKnown, int Questions, Proportion? Generating, Proportion? Recalling, Proportion? Reading, Proportion? Combined,
    Proportion? Hallucinated, Proportion Given, Proportion GivenRight)
{
    /// <summary>Name of the row of all known questions.</summary>
    public const string AllKnown = "all known";

    /// <summary>Name of the row of all unknown questions.</summary>
    public const string AllUnknown = "all unknown";

    /// <summary>A row of some outcomes.</summary>
    public static StratumRow Of(string stratum, IReadOnlyList<QuestionOutcome> outcomes, NoteGate gate)
    {
        var isKnown = outcomes.Any(outcome => outcome.Question.IsKnown);
        List<QuestionOutcome> given = [.. outcomes.Where(outcome => outcome.Choice(gate).IsGiven)];
        List<QuestionOutcome> known = [.. outcomes.Where(outcome => outcome.Question.IsKnown)];
        return new StratumRow(
            stratum, isKnown, outcomes.Count,
            Right(known, outcome => outcome.Testimony.Generated, outcome => outcome.IsGeneratedRight),
            isKnown ? Proportion.In(known, outcome => outcome.IsRecalledRight) : null,
            Right(known, outcome => outcome.Read, outcome => outcome.IsReadRight),
            isKnown ? Proportion.In(known, outcome => outcome.IsChosenRight) : null,
            outcomes.Any(outcome => outcome.Testimony.Generated is not null)
                ? Proportion.In(outcomes, outcome => outcome is { Testimony.Generated.IsDeclined: false, IsGeneratedRight: false })
                : null,
            new Proportion(given.Count, outcomes.Count),
            Proportion.In(given, outcome => outcome.IsChosenRight));
    }

    private static Proportion? Right(IReadOnlyList<QuestionOutcome> known, Func<QuestionOutcome, GeneratedNote?> note, Func<QuestionOutcome, bool> isRight) =>
        known.Any(outcome => note(outcome) is not null) ? Proportion.In(known, isRight) : null;
}
