namespace Experts.Sampling;

/// <summary>
/// Logit bias, repetition, presence and frequency penalties over the tokens seen so far. The repetition penalty counts prompt and
/// answer (Keskar et al., "CTRL", 2019), the other two the answer alone (OpenAI's published formula).
/// </summary>
internal sealed class LogitPenalties
{
    private readonly SamplingSettings _settings;
    private readonly (int Token, float Bias)[] _bias;
    private readonly bool[] _seen;
    private readonly int[] _counts;
    private readonly List<int> _distinct;

    public LogitPenalties(SamplingSettings settings, ReadOnlySpan<int> prompt, int vocabularySize)
    {
        _settings = settings;
        _bias = [.. settings.LogitBias.Where(b => (uint)b.Key < (uint)vocabularySize).Select(b => (b.Key, b.Value))];
        var remembers = settings.RepetitionPenalty != 1 || settings.PresencePenalty != 0 || settings.FrequencyPenalty != 0;
        _seen = remembers ? new bool[vocabularySize] : [];
        _counts = remembers ? new int[vocabularySize] : [];
        _distinct = new List<int>(remembers ? vocabularySize : 0);
        foreach (var token in prompt)
        {
            See(token);
        }
    }

    /// <summary>Nothing would change a logit.</summary>
    public bool IsIdle => _bias.Length == 0 && _seen.Length == 0;

    /// <summary>Counts a token of the answer.</summary>
    public void Remember(int token)
    {
        See(token);
        if ((uint)token < (uint)_counts.Length)
        {
            _counts[token]++;
        }
    }

    public void Apply(Span<float> logits)
    {
        foreach (var (token, bias) in _bias)
        {
            logits[token] += bias;
        }

        foreach (var token in _distinct)
        {
            logits[token] = Penalised(logits[token], _counts[token]);
        }
    }

    private float Penalised(float logit, int count)
    {
        var repeated = logit < 0 ? logit * _settings.RepetitionPenalty : logit / _settings.RepetitionPenalty;
        return repeated - (count * _settings.FrequencyPenalty) - (count > 0 ? _settings.PresencePenalty : 0);
    }

    private void See(int token)
    {
        if ((uint)token < (uint)_seen.Length && !_seen[token])
        {
            _seen[token] = true;
            _distinct.Add(token);
        }
    }
}
