namespace Trainer.Prompts;

/// <summary>How much a point promises below the best value so far; all for minimising, all better when greater.</summary>
public static class Acquisition
{
    /// <summary>The expected amount by which the point falls below <paramref name="best"/> less <paramref name="margin"/> (Jones, Schonlau and Welch 1998).</summary>
    public static double ExpectedImprovement(double mean, double deviation, double best, double margin)
    {
        var gap = best - margin - mean;
        if (deviation <= 0)
        {
            return Math.Max(gap, 0);
        }

        var z = gap / deviation;
        return (gap * NormalDistribution.Cumulative(z)) + (deviation * NormalDistribution.Density(z));
    }

    /// <summary>The probability that the point falls below <paramref name="best"/>.</summary>
    public static double ProbabilityOfImprovement(double mean, double deviation, double best) =>
        deviation <= 0 ? (mean < best ? 1 : 0) : NormalDistribution.Cumulative((best - mean) / deviation);
}
