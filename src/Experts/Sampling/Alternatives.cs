using System.Numerics.Tensors;

namespace Experts.Sampling;

/// <summary>Log probabilities of one step under the model's own distribution, and the likeliest tokens of it.</summary>
internal sealed class Alternatives(int vocabularySize, int count)
{
    private readonly float[] _logits = new float[vocabularySize];
    private readonly float[] _weights = new float[vocabularySize];
    private readonly TokenChoice[] _top = new TokenChoice[Math.Min(count, vocabularySize)];
    private float _logTotal;

    /// <summary>The likeliest first; of equals the lower id first.</summary>
    public ReadOnlySpan<TokenChoice> Top => _top;

    public void Take(ReadOnlySpan<float> logits)
    {
        logits.CopyTo(_logits);
        LogitFilters.Weigh(logits, _weights);
        var total = 0.0;
        foreach (var weight in _weights)
        {
            total += weight;
        }

        _logTotal = TensorPrimitives.Max(logits) + (float)Math.Log(total);
        FindTop(logits);
    }

    public float LogProbabilityOf(int token) => _logits[token] - _logTotal;

    private void FindTop(ReadOnlySpan<float> logits)
    {
        var filled = 0;
        for (var i = 0; i < logits.Length && _top.Length > 0; i++)
        {
            var logProbability = logits[i] - _logTotal;
            if (filled == _top.Length && logProbability <= _top[^1].LogProbability)
            {
                continue;
            }

            filled = Math.Min(filled + 1, _top.Length);
            var at = filled - 1;
            for (; at > 0 && _top[at - 1].LogProbability < logProbability; at--)
            {
                _top[at] = _top[at - 1];
            }

            _top[at] = new TokenChoice(i, logProbability);
        }
    }
}
