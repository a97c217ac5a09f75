namespace Trainer.Evaluation;

/// <summary>
/// The interval of a mean difference over the same questions: questions are drawn anew with replacement, their pairs kept together
/// (Efron and Tibshirani 1993, percentile interval). Seeded: the same differences give the same interval.
/// </summary>
internal static class PairedBootstrap
{
    private const int Resamples = 2_000;
    private const int Seed = 20_251;

    /// <summary>95 % interval of the mean; null for no differences.</summary>
    /// <param name="differences">New minus old, one a question or text.</param>
    public static Interval? Of(IReadOnlyList<double> differences) => Weighted(differences, [.. Enumerable.Repeat(1.0, differences.Count)]);

    /// <summary>The same for a weighted mean, such as nats over texts of different length.</summary>
    /// <param name="sums">Sum of the differences of each item.</param>
    /// <param name="weights">Its weight, over 0.</param>
    public static Interval? Weighted(IReadOnlyList<double> sums, IReadOnlyList<double> weights)
    {
        if (sums.Count == 0)
        {
            return null;
        }

        var random = new Random(Seed);
        var means = new double[Resamples];
        for (var resample = 0; resample < Resamples; resample++)
        {
            var (sum, weight) = (0.0, 0.0);
            for (var draw = 0; draw < sums.Count; draw++)
            {
                var item = (int)(random.NextDouble() * sums.Count);
                sum += sums[item];
                weight += weights[item];
            }

            means[resample] = sum / weight;
        }

        Array.Sort(means);
        return new Interval(sums.Sum() / weights.Sum(), means[Resamples / 40], means[Resamples - 1 - Resamples / 40]);
    }
}
