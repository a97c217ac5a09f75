namespace Trainer.Prompts;

/// <summary>
/// Chooses variance, lengths and noise of a kernel by maximal marginal likelihood (type II), with several starts of CMA-ES in the
/// logarithms of the bounds; deterministic.
/// </summary>
public static class KernelFit
{
    private const int Starts = 6;
    private const int Generations = 80;

    private static readonly (double Low, double High) VarianceBounds = (1e-3, 1e3);
    private static readonly (double Low, double High) LengthBounds = (0.01, 10);
    private static readonly (double Low, double High) NoiseBounds = (1e-8, 1);

    /// <summary>The most likely kernel of this kind that was found.</summary>
    /// <param name="kind">The shape.</param>
    /// <param name="points">Where was observed.</param>
    /// <param name="targets">What was observed, standardised.</param>
    /// <param name="seed">Chance; equal seeds repeat.</param>
    public static Kernel Fit(KernelKind kind, IReadOnlyList<double[]> points, IReadOnlyList<double> targets, int seed)
    {
        var dimension = points[0].Length + 2;
        (Kernel Kernel, double Likelihood) best = (KernelOf(kind, new double[dimension]), double.NegativeInfinity);
        for (var start = 0; start < Starts; start++)
        {
            var search = new EvolutionSearch(StartPoint(dimension, start, seed), 0.4, seed + start, isBoxed: true);
            for (var generation = 0; generation < Generations; generation++)
            {
                var candidates = search.Propose();
                double[] likelihoods = [.. candidates.Select(candidate => Likelihood(KernelOf(kind, candidate), points, targets))];
                search.Report([.. likelihoods.Select(likelihood => -likelihood)]);
                var leading = Array.IndexOf(likelihoods, likelihoods.Max());
                if (likelihoods[leading] > best.Likelihood)
                {
                    best = (KernelOf(kind, candidates[leading]), likelihoods[leading]);
                }
            }
        }

        return best.Kernel;
    }

    private static double[] StartPoint(int dimension, int start, int seed)
    {
        var random = new Random(seed + (1000 * start));
        return [.. Enumerable.Range(0, dimension).Select(_ => start == 0 ? 0 : (1.6 * random.NextDouble()) - 0.8)];
    }

    private static double Likelihood(Kernel kernel, IReadOnlyList<double[]> points, IReadOnlyList<double> targets) =>
        GaussianProcess.TryCondition(kernel, points, targets)?.LogMarginalLikelihood ?? -1e12;

    /// <summary>Coordinates in [-1, 1], scaled to the logarithms of the bounds: variance, noise, then the lengths.</summary>
    private static Kernel KernelOf(KernelKind kind, double[] coordinates) => new(
        kind,
        Scaled(coordinates[0], VarianceBounds),
        [.. coordinates[2..].Select(coordinate => Scaled(coordinate, LengthBounds))],
        Scaled(coordinates[1], NoiseBounds));

    private static double Scaled(double coordinate, (double Low, double High) bounds) =>
        bounds.Low * Math.Pow(bounds.High / bounds.Low, (Math.Clamp(coordinate, -1, 1) + 1) / 2);
}
