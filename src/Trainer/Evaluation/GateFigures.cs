using System.Collections.Immutable;
using Experts.Notes;

namespace Trainer.Evaluation;

/// <summary>How good the confidence of the chosen notes is on the test wordings.</summary>
/// <param name="Gate">As it is stored with the expert.</param>
/// <param name="Basis">What it was fitted on.</param>
/// <param name="Chosen">Of the chosen notes by this gate.</param>
/// <param name="CrossValidated">Of the questions it was fitted on, by gates that had not seen them.</param>
/// <param name="ByRecall">AUROC of the recall score alone.</param>
/// <param name="ByLikelihood">AUROC of the mean log probability alone.</param>
/// <param name="Rows">At 0.5, 0.7, 0.9 and at the default threshold, which is the last.</param>
internal sealed record GateFigures(
    NoteGate Gate, string Basis, Calibration Chosen, Calibration? CrossValidated, double? ByRecall, double? ByLikelihood, ImmutableArray<GateRow> Rows)
{
    private static readonly ImmutableArray<double> _thresholds = [0.5, 0.7, 0.9];

    /// <summary>Of the outcomes of the test wordings.</summary>
    public static GateFigures Of(FittedGate fitted, IReadOnlyList<QuestionOutcome> outcomes)
    {
        List<(QuestionOutcome Outcome, NoteChoice Choice)> chosen = [.. outcomes.Select(outcome => (outcome, outcome.Choice(fitted.Gate)))];
        List<(QuestionOutcome Outcome, NoteChoice Choice)> noted = [.. chosen.Where(pair => pair.Choice.Note is not null)];
        List<(QuestionOutcome Outcome, double Confidence)> confidences = [.. chosen.Select(pair => (pair.Outcome, pair.Choice.Confidence))];
        return new GateFigures(
            fitted.Gate,
            fitted.Basis,
            Calibration.Of([.. noted.Select(pair => new Graded(pair.Choice.Confidence, pair.Outcome.IsChosenRight))]),
            fitted.CrossValidated,
            Auroc(noted, features => features.RecallScore),
            Auroc(noted, features => features.MeanLogProbability),
            [.. _thresholds.Append(fitted.Gate.Threshold).Select(threshold => GateRow.Of(threshold, confidences))]);
    }

    private static double? Auroc(IEnumerable<(QuestionOutcome Outcome, NoteChoice Choice)> noted, Func<NoteFeatures, double> feature)
    {
        var auroc = RankStatistics.Auroc([.. noted.Select(pair => new Graded(feature(NoteFeatures.Of(pair.Outcome.Testimony)), pair.Outcome.IsChosenRight))]);
        return double.IsNaN(auroc) ? null : auroc;
    }
}
