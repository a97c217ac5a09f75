using System.Runtime.Intrinsics;
using Trainer.Backends;

namespace Trainer.Optimisation;

/// <summary>
/// Adam with decoupled weight decay (arXiv 1711.05101, algorithm 2) over the trained tensors, in place and in one pass:
/// p -= rate decay p; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; p -= rate m' / (sqrt(v') + epsilon), m' and v' corrected
/// for their start at zero. Deterministic for any number of threads: each element is computed by itself.
/// </summary>
public sealed unsafe class AdamW : IDisposable
{
    private const long LeastPerThread = 1 << 18;

    /// <summary>
    /// Smaller moments become zero. They move nothing (1e-30 over an epsilon of 1e-8), but a token that never comes again would
    /// leave denormal numbers, at which processors take many times as long, for ever.
    /// </summary>
    private const float LeastMean = 1e-30f, LeastSquare = 1e-36f;

    private readonly ParameterSet _parameters;
    private readonly AdamWOptions _options;
    private readonly int _threads;
    private readonly AlignedBuffer _means, _squares;

    /// <summary>An optimiser that has seen nothing.</summary>
    /// <param name="parameters">What it changes; has to outlive it.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="threads">Threads of a pass over a large tensor.</param>
    public AdamW(ParameterSet parameters, AdamWOptions options, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        (_parameters, _options, _threads) = (parameters, options, threads);
        (_means, _squares) = (new AlignedBuffer(parameters.TrainedLength), new AlignedBuffer(parameters.TrainedLength));
    }

    /// <summary>Steps taken; set it together with the moments when a run is resumed.</summary>
    public long Steps { get; set; }

    /// <summary>Mean gradient of a trained tensor; part of a checkpoint.</summary>
    public Span<float> FirstMoment(Parameter parameter) => _means.Slice(parameter.Offset, parameter.Count);

    /// <summary>Mean squared gradient of a trained tensor; part of a checkpoint.</summary>
    public Span<float> SecondMoment(Parameter parameter) => _squares.Slice(parameter.Offset, parameter.Count);

    /// <summary>One step with the gradients that the parameters hold, which stay as they are.</summary>
    /// <param name="rate">Learning rate.</param>
    /// <param name="gradientFactor">Multiplies the gradients: the factor of clipping, or 1.</param>
    public void Step(double rate, double gradientFactor = 1)
    {
        Steps++;
        var all = _parameters.All;
        for (var i = 0; i < all.Count && all[i].IsTrained; i++) // trained ones come first; an enumerator would be allocated
        {
            var parameter = all[i];
            var padded = ((long)parameter.Count + 15) / 16 * 16;
            Step(parameter.Offset, padded, Factors.Of(_options, Steps, rate, gradientFactor, parameter.IsDecayed));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _means.Dispose();
        _squares.Dispose();
    }

    private void Step(long start, long length, Factors factors)
    {
        _ = _parameters.Gradients(start, 0); // zeros where nothing was accumulated
        var parts = (int)Math.Min(_threads, length / LeastPerThread);
        if (parts <= 1)
        {
            Pass(start, length, factors);
        }
        else
        {
            PassInParallel(start, length, factors, parts);
        }
    }

    /// <summary>A method of its own: what the lambda captures is allocated on entry, and small tensors need not pay for it.</summary>
    private void PassInParallel(long start, long length, Factors factors, int parts)
    {
        var each = (length / parts + 15) / 16 * 16;
        Parallel.For(0, parts, part => Pass(start + part * each, Math.Min(each, length - part * each), factors));
    }

    private void Pass(long start, long length, Factors factors)
    {
        float* values = _parameters.ValueBlock.Start + start, gradients = _parameters.GradientBlock.Start + start;
        float* means = _means.Start + start, squares = _squares.Start + start;
        Vector512<float> beta1 = Vector512.Create(factors.Beta1), beta2 = Vector512.Create(factors.Beta2);
        Vector512<float> rest1 = Vector512.Create(factors.Rest1), rest2 = Vector512.Create(factors.Rest2);
        Vector512<float> kept = Vector512.Create(factors.Kept), rate = Vector512.Create(factors.Rate);
        Vector512<float> root = Vector512.Create(factors.Root), epsilon = Vector512.Create(factors.Epsilon), scale = Vector512.Create(factors.Gradient);
        Vector512<float> leastMean = Vector512.Create(LeastMean), leastSquare = Vector512.Create(LeastSquare);
        for (long i = 0; i < length; i += 16)
        {
            var gradient = Vector512.LoadAligned(gradients + i) * scale;
            var mean = Vector512.LoadAligned(means + i) * beta1 + gradient * rest1;
            var square = Vector512.LoadAligned(squares + i) * beta2 + gradient * gradient * rest2;
            mean = Vector512.AndNot(mean, Vector512.LessThan(Vector512.Abs(mean), leastMean)); // what is no number stays
            square = Vector512.AndNot(square, Vector512.LessThan(square, leastSquare));
            mean.StoreAligned(means + i);
            square.StoreAligned(squares + i);
            (Vector512.LoadAligned(values + i) * kept - rate * mean / (Vector512.Sqrt(square) * root + epsilon)).StoreAligned(values + i);
        }
    }

    /// <summary>What is the same for all elements of a tensor.</summary>
    private readonly record struct Factors(float Beta1, float Rest1, float Beta2, float Rest2, float Kept, float Rate, float Root, float Epsilon, float Gradient)
    {
        public static Factors Of(AdamWOptions options, long step, double rate, double gradient, bool isDecayed) => new(
            (float)options.Beta1, (float)(1 - options.Beta1), (float)options.Beta2, (float)(1 - options.Beta2),
            (float)(1 - (isDecayed ? rate * options.WeightDecay : 0)), (float)(rate / (1 - Math.Pow(options.Beta1, step))),
            (float)(1 / Math.Sqrt(1 - Math.Pow(options.Beta2, step))), (float)options.Epsilon, (float)gradient);
    }
}
