namespace Trainer.Evaluation;

/// <summary>What a threshold keeps.</summary>
/// <param name="Threshold">Least confidence.</param>
/// <param name="Kept">Notes kept, of all chosen ones.</param>
/// <param name="RightAmongKept">Right ones among those kept.</param>
/// <param name="RightKept">Right ones kept, of all right ones.</param>
/// <param name="UnknownGiven">Unknown questions that are given a note, of all unknown ones.</param>
internal sealed record GateRow(double Threshold, Proportion Kept, Proportion RightAmongKept, Proportion RightKept, Proportion UnknownGiven)
{
    /// <summary>Of the chosen notes of some outcomes.</summary>
    /// <param name="threshold">Least confidence.</param>
    /// <param name="outcomes">With the confidence of each; questions without a note have confidence 0 and are never kept.</param>
    public static GateRow Of(double threshold, IReadOnlyList<(QuestionOutcome Outcome, double Confidence)> outcomes)
    {
        List<(QuestionOutcome Outcome, double Confidence)> kept = [.. outcomes.Where(outcome => outcome.Confidence >= threshold)];
        return new GateRow(
            threshold,
            new Proportion(kept.Count, outcomes.Count),
            Proportion.In(kept, outcome => outcome.Outcome.IsChosenRight),
            new Proportion(kept.Count(outcome => outcome.Outcome.IsChosenRight), outcomes.Count(outcome => outcome.Outcome.IsChosenRight)),
            new Proportion(kept.Count(outcome => !outcome.Outcome.Question.IsKnown), outcomes.Count(outcome => !outcome.Outcome.Question.IsKnown)));
    }
}
