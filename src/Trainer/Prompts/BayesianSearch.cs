namespace Trainer.Prompts;

/// <summary>
/// Gaussian process with expected improvement: first evenly spread points of the whole box (the origin among them), then, one at a
/// time, the point of greatest expected improvement, found by CMA-ES from the best points so far.
/// </summary>
public sealed class BayesianSearch : IBlackBoxSearch
{
    private const int AcquisitionGenerations = 25;
    private const int AcquisitionStarts = 3;
    private const int RefitEvery = 5;

    private readonly int _dimension;
    private readonly int _seed;
    private readonly int _initial;
    private readonly List<double[]> _points = [];
    private readonly List<double> _values = [];
    private IReadOnlyList<double[]> _proposed = [];
    private Kernel? _kernel;
    private int _fittedAt;

    /// <summary>Starts a search.</summary>
    /// <param name="dimension">Number of dimensions, each within [-1, 1].</param>
    /// <param name="initial">Spread points before the model is asked; at least 2.</param>
    /// <param name="seed">Chance; equal seeds repeat.</param>
    public BayesianSearch(int dimension, int initial, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(initial, 2);
        _dimension = dimension;
        _initial = initial;
        _seed = seed;
    }

    /// <inheritdoc />
    public double[] Best
    {
        get
        {
            if (_points.Count == 0)
            {
                return new double[_dimension];
            }

            var model = Model();
            return _points.MinBy(point => model.Predict(point).Mean)!;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<double[]> Propose()
    {
        _proposed = _points.Count < _initial
            ? [new double[_dimension], .. new SpreadPoints(_dimension, _seed).Take(_initial - 1)]
            : [MostPromising()];
        return _proposed;
    }

    /// <inheritdoc />
    public void Report(IReadOnlyList<double> values)
    {
        if (values.Count != _proposed.Count || values.Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException($"Expected {_proposed.Count} finite values, found {values.Count}.", nameof(values));
        }

        _points.AddRange(_proposed);
        _values.AddRange(values);
        _proposed = [];
    }

    private double[] MostPromising()
    {
        var model = Model();
        var expected = _points.Select(point => model.Predict(point).Mean).ToArray();
        var best = expected.Min();
        (double[] Point, double Gain) chosen = (new double[_dimension], double.NegativeInfinity);
        foreach (var start in Enumerable.Range(0, _points.Count).OrderBy(i => expected[i]).Take(AcquisitionStarts))
        {
            var search = new EvolutionSearch(_points[start], 0.3, _seed + (7919 * _points.Count) + start, isBoxed: true);
            for (var generation = 0; generation < AcquisitionGenerations; generation++)
            {
                var candidates = search.Propose();
                double[] gains = [.. candidates.Select(point => Gain(model, point, best))];
                search.Report([.. gains.Select(gain => -gain)]);
                var leading = Array.IndexOf(gains, gains.Max());
                chosen = gains[leading] > chosen.Gain ? (candidates[leading], gains[leading]) : chosen;
            }
        }

        return chosen.Point;
    }

    private static double Gain(GaussianProcess model, double[] point, double best)
    {
        var (mean, deviation) = model.Predict(point);
        return Acquisition.ExpectedImprovement(mean, deviation, best, 0);
    }

    /// <summary>The process on standardised values.</summary>
    private GaussianProcess Model()
    {
        var mean = _values.Average();
        var deviation = Math.Sqrt(_values.Average(value => (value - mean) * (value - mean)));
        double[] targets = [.. _values.Select(value => (value - mean) / (deviation > 0 ? deviation : 1))];
        if (_kernel is null || _points.Count >= _fittedAt + RefitEvery)
        {
            _kernel = KernelFit.Fit(KernelKind.Matern52, _points, targets, _seed);
            _fittedAt = _points.Count;
        }

        return GaussianProcess.Condition(_kernel with { Noise = Math.Max(_kernel.Noise, 1e-6) }, _points, targets);
    }
}
