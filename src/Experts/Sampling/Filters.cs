using System.Numerics.Tensors;

namespace Experts.Sampling;

/// <summary>Removes unlikely tokens by setting their logits to negative infinity. The likeliest token always stays.</summary>
internal static class Filters
{
    /// <summary>Share of the likeliest token's probability from which on tokens are sorted first; those below rarely matter.</summary>
    private const float Promising = 1e-4f;

    /// <summary>Keeps the k likeliest and the ties of the last one (Fan et al. 2018).</summary>
    /// <param name="logits">[vocabulary]</param>
    /// <param name="k">How many; 0 keeps all.</param>
    /// <param name="scratch">[vocabulary]</param>
    public static void TopK(Span<float> logits, int k, Span<float> scratch)
    {
        if (k <= 0 || k >= logits.Length)
        {
            return;
        }

        var least = KthLargest(logits, k, scratch);
        for (var i = 0; i < logits.Length; i++)
        {
            logits[i] = logits[i] < least ? float.NegativeInfinity : logits[i];
        }
    }

    /// <summary>
    /// Keeps the likeliest tokens that together reach p (Holtzman et al. 2020): in rising order of probability, the last id first among
    /// equals, tokens go while their sum is at most 1 - p.
    /// </summary>
    /// <param name="logits">[vocabulary]</param>
    /// <param name="p">The share; 1 keeps all.</param>
    /// <param name="probabilities">[vocabulary], scratch</param>
    /// <param name="order">[vocabulary], scratch</param>
    public static void TopP(Span<float> logits, float p, Span<float> probabilities, Span<ulong> order)
    {
        if (p >= 1)
        {
            return;
        }

        TensorPrimitives.SoftMax(logits, probabilities);
        var most = TensorPrimitives.Max<float>(probabilities);
        var (count, mass) = Collect(probabilities, most * Promising, order);
        if (mass <= p)
        {
            (count, mass) = Collect(probabilities, float.Epsilon, order);
        }

        Drop(logits, probabilities, order[..count], mass, p);
    }

    /// <summary>Drops tokens less likely than a share of the likeliest (Nguyen et al. 2024).</summary>
    public static void MinP(Span<float> logits, float share)
    {
        if (share <= 0)
        {
            return;
        }

        var least = TensorPrimitives.Max<float>(logits) + MathF.Log(share);
        for (var i = 0; i < logits.Length; i++)
        {
            logits[i] = logits[i] < least ? float.NegativeInfinity : logits[i];
        }
    }

    /// <summary>The tokens of at least a probability, as keys that sort by probability, then by falling id; and their sum.</summary>
    private static (int Count, double Mass) Collect(ReadOnlySpan<float> probabilities, float least, Span<ulong> order)
    {
        var (count, mass) = (0, 0.0);
        for (var token = 0; token < probabilities.Length; token++)
        {
            if (probabilities[token] >= least)
            {
                order[count++] = (ulong)BitConverter.SingleToUInt32Bits(probabilities[token]) << 32 | ~(uint)token; // bits of positive floats sort as they do
                mass += probabilities[token];
            }
        }

        return (count, mass);
    }

    /// <summary>Everything outside the candidates goes; of these the least likely, while what is gone sums to at most 1 - p.</summary>
    private static void Drop(Span<float> logits, Span<float> probabilities, Span<ulong> candidates, double mass, float p)
    {
        candidates.Sort();
        var limit = 1 - (double)(decimal)p; // 0.9f means nine tenths, not the nearest float32
        var gone = Math.Max(1 - mass, 0);
        var first = 0;
        for (; first < candidates.Length - 1; first++)
        {
            gone += probabilities[(int)~(uint)candidates[first]];
            if (gone > limit)
            {
                break;
            }
        }

        Keep(logits, probabilities, candidates[first..]);
    }

    private static void Keep(Span<float> logits, Span<float> scratch, ReadOnlySpan<ulong> kept)
    {
        logits.CopyTo(scratch);
        logits.Fill(float.NegativeInfinity);
        foreach (var key in kept)
        {
            logits[(int)~(uint)key] = scratch[(int)~(uint)key];
        }
    }

    /// <summary>By a heap of the k largest so far, whose root is the least of them; the vocabulary is read once.</summary>
    private static float KthLargest(ReadOnlySpan<float> values, int k, Span<float> scratch)
    {
        var heap = scratch[..k];
        values[..k].CopyTo(heap);
        for (var i = k / 2 - 1; i >= 0; i--)
        {
            Sink(heap, i);
        }

        foreach (var value in values[k..])
        {
            if (value > heap[0])
            {
                heap[0] = value;
                Sink(heap, 0);
            }
        }

        return heap[0];
    }

    private static void Sink(Span<float> heap, int index)
    {
        while (2 * index + 1 < heap.Length)
        {
            var child = 2 * index + 1;
            child += child + 1 < heap.Length && heap[child + 1] < heap[child] ? 1 : 0;
            if (heap[index] <= heap[child])
            {
                return;
            }

            (heap[index], heap[child]) = (heap[child], heap[index]);
            index = child;
        }
    }
}
