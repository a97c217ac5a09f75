using System.Numerics.Tensors;

namespace Experts.Generation;

/// <summary>How clear a greedy choice is.</summary>
internal static class LogitLead
{
    /// <summary>By how much the likeliest token leads the second.</summary>
    public static float Of(ReadOnlySpan<float> logits)
    {
        var first = TensorPrimitives.IndexOfMax(logits);
        return logits[first] - Math.Max(MaxOf(logits[..first]), MaxOf(logits[(first + 1)..]));
    }

    private static float MaxOf(ReadOnlySpan<float> some) => some.IsEmpty ? float.NegativeInfinity : TensorPrimitives.Max(some);
}
