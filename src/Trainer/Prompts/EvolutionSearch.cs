namespace Trainer.Prompts;

/// <summary>
/// CMA-ES with rank-one and rank-mu update and cumulative step-size control (N. Hansen, The CMA Evolution Strategy: A Tutorial,
/// arXiv 1604.00772, figure 6 and table 1 without negative weights). Points outside the box are clamped when a box is asked for.
/// </summary>
public sealed class EvolutionSearch : IBlackBoxSearch
{
    private readonly EvolutionConstants _constants;
    private readonly Random _random;
    private readonly bool _isBoxed;
    private readonly double[] _covariance;
    private readonly double[] _vectors;
    private readonly double[] _axes;
    private readonly double[] _stepPath;
    private readonly double[] _covariancePath;
    private readonly double[] _mean;
    private readonly List<double[]> _steps = [];
    private double _sigma;
    private int _generation;

    /// <summary>Starts around a point.</summary>
    /// <param name="start">The first mean; its length is the dimension.</param>
    /// <param name="sigma">The first standard deviation along each dimension.</param>
    /// <param name="seed">Chance; equal seeds repeat.</param>
    /// <param name="isBoxed">Whether proposals are kept within [-1, 1].</param>
    public EvolutionSearch(IReadOnlyList<double> start, double sigma, int seed, bool isBoxed)
    {
        _mean = [.. start];
        _sigma = sigma;
        _random = new Random(seed);
        _isBoxed = isBoxed;
        _constants = new EvolutionConstants(start.Count);
        var size = start.Count;
        _covariance = new double[size * size];
        _vectors = new double[size * size];
        _axes = new double[size];
        _stepPath = new double[size];
        _covariancePath = new double[size];
        for (var i = 0; i < size; i++)
        {
            _covariance[(i * size) + i] = 1;
        }

        FindAxes();
    }

    /// <inheritdoc />
    public double[] Best => [.. _mean.Select(Bounded)];

    /// <inheritdoc />
    public IReadOnlyList<double[]> Propose()
    {
        _steps.Clear();
        var points = new List<double[]>();
        for (var k = 0; k < _constants.Population; k++)
        {
            var point = new double[_mean.Length];
            Draw(point);
            for (var i = 0; i < point.Length; i++)
            {
                point[i] = Bounded(_mean[i] + (_sigma * point[i]));
            }

            _steps.Add([.. point.Select((value, i) => (value - _mean[i]) / _sigma)]);
            points.Add(point);
        }

        return points;
    }

    /// <inheritdoc />
    public void Report(IReadOnlyList<double> values)
    {
        if (values.Count != _steps.Count || values.Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException($"Expected {_steps.Count} finite values, found {values.Count}.", nameof(values));
        }

        double[][] ranked = [.. Enumerable.Range(0, values.Count).OrderBy(k => values[k]).Take(_constants.Parents).Select(k => _steps[k])];
        var step = Weighted(ranked);
        for (var i = 0; i < step.Length; i++)
        {
            _mean[i] += _sigma * step[i];
        }

        _generation++;
        var length = FollowStepPath(step);
        var isLong = length / Math.Sqrt(1 - Math.Pow(1 - _constants.StepPathRate, 2 * _generation)) >= (1.4 + (2.0 / (_mean.Length + 1))) * _constants.ExpectedLength;
        FollowCovariancePath(step, isLong);
        Adapt(ranked, isLong);
        _sigma *= Math.Exp(Math.Min(1, _constants.StepPathRate / _constants.Damping * ((length / _constants.ExpectedLength) - 1)));
        FindAxes();
    }

    private double Bounded(double value) => _isBoxed ? Math.Clamp(value, -1, 1) : value;

    /// <summary>A draw of N(0, C): B D z.</summary>
    private void Draw(double[] target)
    {
        var size = target.Length;
        for (var j = 0; j < size; j++)
        {
            var length = _axes[j] * Gaussian();
            for (var i = 0; i < size; i++)
            {
                target[i] += _vectors[(i * size) + j] * length;
            }
        }
    }

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private double[] Weighted(double[][] ranked)
    {
        var sum = new double[_mean.Length];
        for (var k = 0; k < ranked.Length; k++)
        {
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] += _constants.Weights[k] * ranked[k][i];
            }
        }

        return sum;
    }

    /// <summary>The path of whitened steps, C^(-1/2) y = B D^(-1) Bᵀ y; returns its length.</summary>
    private double FollowStepPath(double[] step)
    {
        var size = step.Length;
        var gain = Math.Sqrt(_constants.StepPathRate * (2 - _constants.StepPathRate) * _constants.EffectiveParents);
        for (var i = 0; i < size; i++)
        {
            _stepPath[i] *= 1 - _constants.StepPathRate;
        }

        for (var j = 0; j < size; j++)
        {
            var along = 0.0;
            for (var i = 0; i < size; i++)
            {
                along += _vectors[(i * size) + j] * step[i];
            }

            for (var i = 0; i < size; i++)
            {
                _stepPath[i] += gain * _vectors[(i * size) + j] * along / _axes[j];
            }
        }

        return Math.Sqrt(_stepPath.Sum(value => value * value));
    }

    private void FollowCovariancePath(double[] step, bool isLong)
    {
        var gain = isLong ? 0 : Math.Sqrt(_constants.PathRate * (2 - _constants.PathRate) * _constants.EffectiveParents);
        for (var i = 0; i < step.Length; i++)
        {
            _covariancePath[i] = ((1 - _constants.PathRate) * _covariancePath[i]) + (gain * step[i]);
        }
    }

    private void Adapt(double[][] ranked, bool isLong)
    {
        var size = _mean.Length;
        var lost = isLong ? _constants.PathRate * (2 - _constants.PathRate) : 0;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var selected = 0.0;
                for (var k = 0; k < ranked.Length; k++)
                {
                    selected += _constants.Weights[k] * ranked[k][i] * ranked[k][j];
                }

                var old = _covariance[(i * size) + j];
                _covariance[(i * size) + j] = _covariance[(j * size) + i] =
                    ((1 - _constants.RankOneRate - _constants.RankMuRate + (_constants.RankOneRate * lost)) * old)
                    + (_constants.RankOneRate * _covariancePath[i] * _covariancePath[j])
                    + (_constants.RankMuRate * selected);
            }
        }
    }

    private void FindAxes()
    {
        var size = _mean.Length;
        double[] diagonal = [.. _covariance];
        SymmetricEigen.Decompose(diagonal, _vectors, size);
        for (var i = 0; i < size; i++)
        {
            _axes[i] = Math.Sqrt(Math.Max(diagonal[(i * size) + i], 1e-20));
        }
    }
}
