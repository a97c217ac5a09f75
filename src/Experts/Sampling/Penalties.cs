namespace Experts.Sampling;

/// <summary>What an answer's own tokens cost, and the bias of single tokens. One per answer; grows only with new distinct tokens.</summary>
internal sealed class Penalties
{
    private readonly SamplingSettings _settings;
    private readonly HashSet<int> _seen = [];
    private readonly Dictionary<int, int> _counts = [];

    /// <summary>Begins with a prompt, whose tokens count for the repetition penalty alone.</summary>
    public Penalties(SamplingSettings settings, ReadOnlySpan<int> prompt)
    {
        _settings = settings;
        if (settings.RepetitionPenalty != 1)
        {
            foreach (var token in prompt)
            {
                _seen.Add(token);
            }
        }
    }

    /// <summary>Whether anything is changed at all.</summary>
    public bool IsActive => !_settings.LogitBias.IsEmpty || _settings.RepetitionPenalty != 1 || CountsTokens;

    private bool CountsTokens => _settings.PresencePenalty != 0 || _settings.FrequencyPenalty != 0;

    /// <summary>Counts a chosen token.</summary>
    public void Remember(int token)
    {
        if (_settings.RepetitionPenalty != 1)
        {
            _seen.Add(token);
        }

        if (CountsTokens)
        {
            _counts[token] = _counts.GetValueOrDefault(token) + 1;
        }
    }

    /// <summary>Bias, then repetition (Keskar et al. 2019, section 4.1), then presence and frequency (OpenAI's formula).</summary>
    /// <param name="logits">[vocabulary]</param>
    public void Apply(Span<float> logits)
    {
        foreach (var (token, bias) in _settings.LogitBias)
        {
            if ((uint)token < (uint)logits.Length)
            {
                logits[token] += bias;
            }
        }

        foreach (var token in _seen)
        {
            logits[token] = logits[token] < 0 ? logits[token] * _settings.RepetitionPenalty : logits[token] / _settings.RepetitionPenalty;
        }

        foreach (var (token, count) in _counts)
        {
            logits[token] -= count * _settings.FrequencyPenalty + _settings.PresencePenalty;
        }
    }
}
