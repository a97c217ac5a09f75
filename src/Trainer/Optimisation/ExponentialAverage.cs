using System.Numerics.Tensors;
using Trainer.Backends;

namespace Trainer.Optimisation;

/// <summary>A running mean of the trained tensors over the steps, which often evaluates better than the last ones: a = d a + (1 - d) p.</summary>
public sealed class ExponentialAverage : IDisposable
{
    private const int Block = 1 << 14;

    private readonly ParameterSet _parameters;
    private readonly AlignedBuffer _average;
    private readonly float[] _block = new float[Block];

    /// <summary>Begins with the parameters as they are.</summary>
    /// <param name="parameters">What is averaged; has to outlive it.</param>
    /// <param name="decay">Weight of the past, such as 0.99.</param>
    public ExponentialAverage(ParameterSet parameters, double decay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decay);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(decay, 1);
        (_parameters, Decay, _average) = (parameters, decay, new AlignedBuffer(parameters.TrainedLength));
        ForEachBlock((values, average) => values.CopyTo(average));
    }

    /// <summary>Weight of the past.</summary>
    public double Decay { get; }

    /// <summary>The mean of a trained tensor; part of a checkpoint.</summary>
    public Span<float> Values(Parameter parameter) => _average.Slice(parameter.Offset, parameter.Count);

    /// <summary>Takes a step into the mean.</summary>
    public void Update() => ForEachBlock((values, average) =>
    {
        TensorPrimitives.Multiply(average, (float)Decay, average);
        TensorPrimitives.MultiplyAdd(values, (float)(1 - Decay), average, average);
    });

    /// <summary>Exchanges the mean and the parameters; a second call exchanges them back.</summary>
    public void Swap() => ForEachBlock((values, average) =>
    {
        var copy = _block.AsSpan(0, values.Length);
        values.CopyTo(copy);
        average.CopyTo(values);
        copy.CopyTo(average);
    });

    /// <inheritdoc/>
    public void Dispose() => _average.Dispose();

    private delegate void OnBlock(Span<float> values, Span<float> average);

    private void ForEachBlock(OnBlock action)
    {
        for (long start = 0; start < _parameters.TrainedLength; start += Block)
        {
            var count = (int)Math.Min(Block, _parameters.TrainedLength - start);
            action(_parameters.Values(start, count), _average.Slice(start, count));
        }
    }
}
