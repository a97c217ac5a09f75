using System.Numerics.Tensors;

namespace Experts.Sampling;

/// <summary>
/// Chooses the tokens of one answer. Order: constraint, logit bias, repetition penalty, presence and frequency penalty,
/// temperature, top-k, top-p, min-p. Allocates nothing per token. One instance per answer; not thread-safe.
/// </summary>
public sealed class Sampler
{
    private readonly SamplingSettings _settings;
    private readonly ITokenConstraint? _constraint;
    private readonly LogitPenalties _penalties;
    private readonly LogitFilters? _filters;
    private readonly Alternatives? _alternatives;
    private readonly RandomNumbers _random;
    private readonly float[] _weights;
    private readonly int _vocabularySize;

    /// <param name="settings">How to choose; values outside the documented ranges throw <see cref="ArgumentException"/>.</param>
    /// <param name="prompt">Token ids before the answer, for the repetition penalty.</param>
    /// <param name="vocabularySize">Length of every span of logits.</param>
    /// <param name="constraint">Which tokens may come next; null allows all.</param>
    public Sampler(SamplingSettings settings, ReadOnlySpan<int> prompt, int vocabularySize, ITokenConstraint? constraint)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        Check(settings);
        _settings = settings;
        _constraint = constraint;
        _vocabularySize = vocabularySize;
        _penalties = new LogitPenalties(settings, prompt, vocabularySize);
        _random = new RandomNumbers(settings.Seed);
        _filters = settings.Temperature == 0 ? null : new LogitFilters(vocabularySize);
        _weights = settings.Temperature == 0 ? [] : new float[vocabularySize];
        _alternatives = settings.TopLogProbabilities is { } count ? new Alternatives(vocabularySize, count) : null;
    }

    /// <summary>Likeliest tokens at the last choice, the likeliest first; empty if not asked for. Valid until the next choice.</summary>
    public ReadOnlySpan<TokenChoice> Top => _alternatives is null ? default : _alternatives.Top;

    /// <summary>Chooses the next token and remembers it. The log probability is NaN if not asked for.</summary>
    /// <param name="logits">[vocabulary]; changed in place.</param>
    public TokenChoice Choose(Span<float> logits)
    {
        if (logits.Length != _vocabularySize)
        {
            throw new ArgumentException($"expected {_vocabularySize} logits, found {logits.Length}", nameof(logits));
        }

        _alternatives?.Take(logits);
        Process(logits);
        var token = _settings.Temperature == 0 ? TensorPrimitives.IndexOfMax(logits) : Pick(logits, _random.NextUnit());
        _penalties.Remember(token);
        _constraint?.Accept(token);
        return new TokenChoice(token, _alternatives?.LogProbabilityOf(token) ?? float.NaN);
    }

    /// <summary>Everything before the pick; what is left is the distribution sampled from.</summary>
    internal void Process(Span<float> logits)
    {
        _constraint?.Apply(logits);
        if (!_penalties.IsIdle)
        {
            _penalties.Apply(logits);
        }

        if (!float.IsFinite(TensorPrimitives.Max(logits)))
        {
            throw new InvalidOperationException("expected finite logits, found NaN or infinity, or no token left: the model's output is unusable");
        }

        if (_filters is not null)
        {
            Warm(logits);
            _filters.Apply(logits, _settings);
        }
    }

    /// <summary>The first token, in order of ids, whose cumulative probability exceeds u in [0, 1).</summary>
    internal int Pick(ReadOnlySpan<float> logits, double u)
    {
        LogitFilters.Weigh(logits, _weights);
        var total = 0.0;
        foreach (var weight in _weights)
        {
            total += weight;
        }

        var (mass, last) = (0.0, 0);
        for (var i = 0; i < _weights.Length; i++)
        {
            mass += _weights[i];
            last = _weights[i] > 0 ? i : last;
            if (mass > u * total)
            {
                return i;
            }
        }

        return last;
    }

    /// <summary>Counts a token as part of the answer.</summary>
    internal void Remember(int token) => _penalties.Remember(token);

    // Relative to the greatest logit first, so that a tiny temperature cannot overflow.
    private void Warm(Span<float> logits)
    {
        if (_settings.Temperature != 1)
        {
            TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), logits);
            TensorPrimitives.Divide(logits, _settings.Temperature, logits);
        }
    }

    private static void Check(SamplingSettings settings)
    {
        Require(settings.Temperature is >= 0 and <= 100, nameof(settings.Temperature), settings.Temperature, "0 to 100");
        Require(settings.TopK >= 0, nameof(settings.TopK), settings.TopK, "0 or more");
        Require(settings.TopP is > 0 and <= 1, nameof(settings.TopP), settings.TopP, "over 0, to 1");
        Require(settings.MinP is >= 0 and <= 1, nameof(settings.MinP), settings.MinP, "0 to 1");
        Require(settings.RepetitionPenalty is > 0 and <= 100, nameof(settings.RepetitionPenalty), settings.RepetitionPenalty, "over 0, to 100");
        Require(float.IsFinite(settings.PresencePenalty), nameof(settings.PresencePenalty), settings.PresencePenalty, "a finite number");
        Require(float.IsFinite(settings.FrequencyPenalty), nameof(settings.FrequencyPenalty), settings.FrequencyPenalty, "a finite number");
        Require(settings.TopLogProbabilities is null or (>= 0 and <= 20), nameof(settings.TopLogProbabilities), settings.TopLogProbabilities ?? 0, "0 to 20");
    }

    private static void Require(bool holds, string name, float value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}: expected {range}, found {value}"));
        }
    }
}
