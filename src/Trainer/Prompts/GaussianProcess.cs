namespace Trainer.Prompts;

/// <summary>
/// What a set of noisy observations tells of a function elsewhere (Rasmussen and Williams, algorithm 2.1). Targets are expected
/// to be standardised: the prior mean is zero. Immutable; any thread.
/// </summary>
public sealed class GaussianProcess
{
    private readonly Kernel _kernel;
    private readonly IReadOnlyList<double[]> _points;
    private readonly Cholesky _factor;
    private readonly double[] _weights;

    private GaussianProcess(Kernel kernel, IReadOnlyList<double[]> points, Cholesky factor, double[] weights, double logMarginalLikelihood)
    {
        _kernel = kernel;
        _points = points;
        _factor = factor;
        _weights = weights;
        LogMarginalLikelihood = logMarginalLikelihood;
    }

    /// <summary>Log density of the targets under this kernel.</summary>
    public double LogMarginalLikelihood { get; }

    /// <summary>Conditions the process on observations; cubic in their number.</summary>
    /// <param name="kernel">The covariance; its noise is added to the diagonal.</param>
    /// <param name="points">Where was observed, each of the kernel's dimension.</param>
    /// <param name="targets">What was observed, one a point.</param>
    /// <exception cref="ArgumentException">The numbers of points and targets differ.</exception>
    /// <exception cref="ArithmeticException">The covariance is singular: add noise, or drop repeated points.</exception>
    public static GaussianProcess Condition(Kernel kernel, IReadOnlyList<double[]> points, IReadOnlyList<double> targets) =>
        TryCondition(kernel, points, targets)
            ?? throw new ArithmeticException($"The covariance of {points.Count} points is singular with noise {kernel.Noise}; give more noise, or each point once.");

    /// <summary>The function's value at a point: its expectation and its standard deviation, without the observations' noise.</summary>
    public (double Mean, double Deviation) Predict(ReadOnlySpan<double> point)
    {
        Span<double> covariances = _points.Count <= 256 ? stackalloc double[_points.Count] : new double[_points.Count];
        var mean = 0.0;
        for (var i = 0; i < covariances.Length; i++)
        {
            covariances[i] = _kernel.Between(point, _points[i]);
            mean += covariances[i] * _weights[i];
        }

        _factor.SolveLower(covariances);
        var variance = _kernel.Variance;
        foreach (var explained in covariances)
        {
            variance -= explained * explained;
        }

        return (mean, Math.Sqrt(Math.Max(variance, 0)));
    }

    /// <summary>As <see cref="Condition"/>; null where the covariance is singular.</summary>
    internal static GaussianProcess? TryCondition(Kernel kernel, IReadOnlyList<double[]> points, IReadOnlyList<double> targets)
    {
        if (points.Count != targets.Count)
        {
            throw new ArgumentException($"Expected one target a point, found {targets.Count} for {points.Count} points.", nameof(targets));
        }

        if (Cholesky.Of(Covariance(kernel, points), points.Count) is not { } factor)
        {
            return null;
        }

        double[] weights = [.. targets];
        factor.SolveLower(weights);
        var fit = weights.Sum(value => value * value);
        factor.SolveUpper(weights);
        return new GaussianProcess(kernel, points, factor, weights, -0.5 * (fit + factor.LogDeterminant + (points.Count * Math.Log(2 * Math.PI))));
    }

    private static double[] Covariance(Kernel kernel, IReadOnlyList<double[]> points)
    {
        var covariance = new double[points.Count * points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                covariance[(i * points.Count) + j] = kernel.Between(points[i], points[j]);
            }

            covariance[(i * points.Count) + i] = kernel.Variance + kernel.Noise;
        }

        return covariance;
    }
}
