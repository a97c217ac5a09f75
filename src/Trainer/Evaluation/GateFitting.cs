using System.Collections.Immutable;
using System.Globalization;
using Experts.Notes;

namespace Trainer.Evaluation;

/// <summary>Fits the gate of an expert to questions with known outcomes, and chooses its default threshold.</summary>
internal static class GateFitting
{
    private const int FewestQuestions = 40;
    private const double GivesNothing = 2;

    /// <summary>A note that is more likely wrong than right is never given, however many right ones stand beside it.</summary>
    private const double LeastThreshold = 0.5;

    /// <summary>Fits it.</summary>
    /// <param name="outcomes">Of questions, unknown ones among them.</param>
    /// <param name="basis">What they are, for the report.</param>
    /// <param name="goal">What the default threshold promises.</param>
    public static FittedGate Fit(IReadOnlyList<QuestionOutcome> outcomes, string basis, GateGoal goal)
    {
        List<QuestionOutcome> chosen = [.. outcomes.Where(outcome => outcome.Choice(NoteGate.Agreement).Note is not null)];
        bool[] labels = [.. chosen.Select(outcome => outcome.IsChosenRight)];
        if (chosen.Count < FewestQuestions || labels.Distinct().Count() < 2)
        {
            return new FittedGate(NoteGate.Agreement, basis, null,
                [$"The gate was not fitted: {chosen.Count} questions drew a note, {labels.Count(label => label)} of them rightly; expected at least {FewestQuestions}, right and wrong ones. It gives a note where both witnesses agree."]);
        }

        double[][] features = [.. chosen.Select(outcome => NoteFeatures.Of(outcome.Testimony).Values)];
        var confidences = CrossValidation.Confidences(features, labels, [.. chosen.Select(outcome => outcome.Question.Fact ?? outcome.Question.Id)]);
        var fitted = LogisticRegression.Fit(features, labels);
        var threshold = Threshold(chosen, confidences, goal, outcomes.Count(outcome => !outcome.Question.IsKnown));
        return new FittedGate(
            new NoteGate(fitted.Bias, [.. fitted.Weights], threshold ?? GivesNothing),
            basis,
            Calibration.Of([.. confidences.Zip(labels, (confidence, label) => new Graded(confidence, label))]),
            threshold is null ? [string.Create(CultureInfo.InvariantCulture, $"No threshold has {goal.LeastRight:0.##} right among the notes given: the gate gives none. More wordings or another recipe may help.")] : []);
    }

    /// <summary>
    /// The lowest threshold at which both promises hold, halfway to the first note that it keeps out: other wordings lie a little
    /// lower, and at the edge itself they would all be lost. Null when none holds.
    /// </summary>
    private static double? Threshold(IReadOnlyList<QuestionOutcome> chosen, ImmutableArray<double> confidences, GateGoal goal, int unknown)
    {
        List<IGrouping<double, QuestionOutcome>> levels = [.. chosen.Zip(confidences).GroupBy(pair => pair.Second, pair => pair.First).OrderByDescending(group => group.Key)];
        double? best = null;
        var (kept, right, given) = (0, 0, 0);
        for (var level = 0; level < levels.Count; level++)
        {
            kept += levels[level].Count();
            right += levels[level].Count(outcome => outcome.IsChosenRight);
            given += levels[level].Count(outcome => !outcome.Question.IsKnown);
            var next = level + 1 < levels.Count ? levels[level + 1].Key : 0;
            var holds = new Proportion(right, kept).Low >= goal.LeastRight && (unknown == 0 || new Proportion(given, unknown).High <= goal.MostUnknown);
            best = holds ? Math.Max(LeastThreshold, (levels[level].Key + next) / 2) : best;
        }

        return best;
    }
}
