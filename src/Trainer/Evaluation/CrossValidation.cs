using System.Collections.Immutable;

namespace Trainer.Evaluation;

/// <summary>Confidences of examples by gates that did not see them.</summary>
internal static class CrossValidation
{
    private const int Folds = 5;

    /// <summary>
    /// P(right) of each example by a regression fitted on the other folds. Questions of one fact stay in one fold, so that no gate has
    /// seen another wording of what it judges.
    /// </summary>
    /// <param name="features">[examples][features]</param>
    /// <param name="labels">[examples]</param>
    /// <param name="groups">[examples]; the fact of each.</param>
    public static ImmutableArray<double> Confidences(IReadOnlyList<double[]> features, IReadOnlyList<bool> labels, IReadOnlyList<string> groups)
    {
        var folds = FoldsOf(groups);
        var confidences = new double[features.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            List<int> others = [.. Enumerable.Range(0, folds.Length).Where(example => folds[example] != fold)];
            if (others.Count == 0)
            {
                continue;
            }

            var gate = LogisticRegression.Fit([.. others.Select(example => features[example])], [.. others.Select(example => labels[example])]);
            for (var example = 0; example < folds.Length; example++)
            {
                confidences[example] = folds[example] == fold ? gate.Probability(features[example]) : confidences[example];
            }
        }

        return [.. confidences];
    }

    /// <summary>Groups are dealt in the order of their names, so that the same questions always give the same folds.</summary>
    private static int[] FoldsOf(IReadOnlyList<string> groups)
    {
        var fold = groups.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Index().ToDictionary(group => group.Item, group => group.Index % Folds, StringComparer.Ordinal);
        return [.. groups.Select(group => fold[group])];
    }
}
