using System.Numerics.Tensors;

namespace Experts.Sampling;

/// <summary>
/// Top-k, top-p and min-p over logits, by the semantics of Hugging Face transformers: top-k keeps ties of the k-th, top-p drops the
/// least likely tokens while their mass stays within 1 - p, min-p compares with the likeliest. All keep at least one token.
/// </summary>
internal sealed class LogitFilters(int vocabularySize)
{
    // Top-p sorts only tokens over a share of the likeliest; the next share is tried where their mass falls short of p.
    private static readonly float[] _shares = [1e-2f, 1e-4f, 0];

    private readonly float[] _heap = new float[vocabularySize];
    private readonly float[] _weights = new float[vocabularySize];
    private readonly ulong[] _candidates = new ulong[vocabularySize];

    public void Apply(Span<float> logits, SamplingSettings settings)
    {
        if (settings.TopK > 0 && settings.TopK < logits.Length)
        {
            KeepTopK(logits, settings.TopK);
        }

        if (settings.TopP < 1)
        {
            KeepTopP(logits, settings.TopP);
        }

        if (settings.MinP > 0)
        {
            DropBelow(logits, TensorPrimitives.Max(logits) + MathF.Log(settings.MinP));
        }
    }

    /// <summary>exp(logit - greatest logit) for each token, so that the likeliest has weight 1.</summary>
    public static void Weigh(ReadOnlySpan<float> logits, Span<float> weights)
    {
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), weights);
        TensorPrimitives.Exp(weights, weights);
    }

    private void KeepTopK(Span<float> logits, int k)
    {
        var heap = _heap.AsSpan(0, k);
        logits[..k].CopyTo(heap);
        heap.Sort();
        for (var i = k; i < logits.Length; i++)
        {
            if (logits[i] > heap[0])
            {
                heap[0] = logits[i];
                SiftDown(heap);
            }
        }

        DropBelow(logits, heap[0]);
    }

    // A sorted span is a heap already; only its root is ever replaced.
    private static void SiftDown(Span<float> heap)
    {
        var parent = 0;
        for (var child = 1; child < heap.Length; child = (2 * parent) + 1)
        {
            if (child + 1 < heap.Length && heap[child + 1] < heap[child])
            {
                child++;
            }

            if (heap[parent] <= heap[child])
            {
                return;
            }

            (heap[parent], heap[child]) = (heap[child], heap[parent]);
            parent = child;
        }
    }

    private void KeepTopP(Span<float> logits, float p)
    {
        var weights = _weights.AsSpan(0, logits.Length);
        Weigh(logits, weights);
        var needed = p * Total(weights);
        foreach (var share in _shares)
        {
            var candidates = Candidates(weights, share, out var mass);
            if (mass >= needed || share == 0)
            {
                Keep(logits, candidates, needed);
                return;
            }
        }
    }

    private static double Total(ReadOnlySpan<float> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        return total;
    }

    // Bits of a positive float rise with its value, so value and id fit one sortable number; of equals the lower id
    // is the greater number and stays (the reference's sort is unstable there: which of equals it keeps follows no rule).
    private Span<ulong> Candidates(ReadOnlySpan<float> weights, float share, out double mass)
    {
        mass = 0;
        var count = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > share)
            {
                mass += weights[i];
                _candidates[count++] = ((ulong)BitConverter.SingleToUInt32Bits(weights[i]) << 32) | ~(uint)i;
            }
        }

        var candidates = _candidates.AsSpan(0, count);
        candidates.Sort();
        return candidates;
    }

    private void Keep(Span<float> logits, ReadOnlySpan<ulong> candidates, double needed)
    {
        var kept = _heap.AsSpan(0, logits.Length);
        logits.CopyTo(kept);
        logits.Fill(float.NegativeInfinity);
        var above = 0.0;
        for (var i = candidates.Length - 1; i >= 0 && (above < needed || i == candidates.Length - 1); i--)
        {
            var token = (int)~(uint)candidates[i];
            logits[token] = kept[token];
            above += BitConverter.UInt32BitsToSingle((uint)(candidates[i] >> 32));
        }
    }

    private static void DropBelow(Span<float> logits, float threshold)
    {
        for (var i = 0; i < logits.Length; i++)
        {
            if (logits[i] < threshold)
            {
                logits[i] = float.NegativeInfinity;
            }
        }
    }
}
