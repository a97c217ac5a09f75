using System.Numerics.Tensors;

namespace Experts.Sampling;

/// <summary>
/// Chooses the tokens of one answer. Order: bias, repetition, presence and frequency, constraint, temperature, top-k, top-p,
/// min-p. Not thread-safe; samplers that are used by one thread in turn share its working memory.
/// </summary>
public sealed class Sampler
{
    [ThreadStatic]
    private static float[]? _values;

    [ThreadStatic]
    private static ulong[]? _order;

    private readonly SamplingSettings _settings;
    private readonly ITokenConstraint? _constraint;
    private readonly Penalties _penalties;
    private readonly LogProbabilities? _probabilities;
    private readonly SeededRandom _random;

    /// <param name="settings">How to choose.</param>
    /// <param name="prompt">Tokens before the answer.</param>
    /// <param name="vocabularySize">Logits at each place.</param>
    /// <param name="constraint">Which tokens may come; null for all.</param>
    public Sampler(SamplingSettings settings, ReadOnlySpan<int> prompt, int vocabularySize, ITokenConstraint? constraint)
    {
        (_settings, _constraint) = (settings, constraint);
        _penalties = new Penalties(settings, prompt);
        _probabilities = settings.TopLogProbabilities is { } count ? new LogProbabilities(count, vocabularySize) : null;
        _random = new SeededRandom(settings.Seed);
    }

    /// <summary>The likeliest tokens at the place of the last choice, best first; empty where not asked for.</summary>
    public ReadOnlySpan<TokenChoice> Top => _probabilities is null ? [] : _probabilities.Top;

    /// <summary>Chooses a token and remembers it.</summary>
    /// <param name="logits">[vocabulary]; changed.</param>
    /// <returns>The token; its log probability is 0 where the settings do not ask for probabilities.</returns>
    public TokenChoice Choose(Span<float> logits)
    {
        _probabilities?.Take(logits);
        Process(logits);
        var token = IsGreedy ? TensorPrimitives.IndexOfMax<float>(logits) : Pick(logits, _random.NextDouble());
        Remember(token);
        return new TokenChoice(token, _probabilities?.Of(token) ?? 0);
    }

    /// <summary>Below this, dividing by the temperature leaves float32's range, and nothing but the likeliest token any probability.</summary>
    private bool IsGreedy => _settings.Temperature < 1e-5f;

    /// <summary>Everything but the choice itself.</summary>
    internal void Process(Span<float> logits)
    {
        if (_penalties.IsActive)
        {
            _penalties.Apply(logits);
        }

        _constraint?.Apply(logits);
        if (IsGreedy)
        {
            return;
        }

        if (_settings.Temperature != 1)
        {
            TensorPrimitives.Divide(logits, _settings.Temperature, logits);
        }

        Filters.TopK(logits, _settings.TopK, Values(logits.Length));
        Filters.TopP(logits, _settings.TopP, Values(logits.Length), Order(logits.Length));
        Filters.MinP(logits, _settings.MinP);
    }

    /// <summary>The first token, in the order of ids, whose cumulative probability exceeds a number.</summary>
    /// <param name="logits">[vocabulary]</param>
    /// <param name="number">0 to 1, 1 excluded.</param>
    internal static int Pick(ReadOnlySpan<float> logits, double number)
    {
        var weights = Values(logits.Length);
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), weights);
        TensorPrimitives.Exp<float>(weights, weights);
        double total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var (target, sum, last) = (number * total, 0.0, 0);
        for (var token = 0; token < weights.Length; token++)
        {
            if (weights[token] > 0)
            {
                sum += weights[token];
                last = token;
                if (sum > target)
                {
                    return token;
                }
            }
        }

        return last; // Rounding left the number just beyond the sum.
    }

    /// <summary>Counts a token as chosen.</summary>
    internal void Remember(int token)
    {
        _penalties.Remember(token);
        _constraint?.Accept(token);
    }

    private static Span<float> Values(int size) => (_values is { } values && values.Length >= size ? values : _values = new float[size]).AsSpan(0, size);

    private static Span<ulong> Order(int size) => (_order is { } order && order.Length >= size ? order : _order = new ulong[size]).AsSpan(0, size);
}
