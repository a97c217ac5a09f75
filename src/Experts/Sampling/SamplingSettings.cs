using System.Collections.Immutable;

namespace Experts.Sampling;

/// <summary>How the next token is chosen from the logits. The defaults change nothing: temperature 1, no filter, no penalty.</summary>
public sealed record SamplingSettings
{
    /// <summary>Divides the logits; 0 takes the likeliest token always. 0 to 2, default 1.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>Keeps the k likeliest tokens and their ties; 0 keeps all. Default 0.</summary>
    public int TopK { get; init; }

    /// <summary>Keeps the likeliest tokens that together reach this probability (nucleus sampling). Over 0 to 1, default 1.</summary>
    public float TopP { get; init; } = 1;

    /// <summary>Drops tokens less likely than this share of the likeliest one. 0 to 1, default 0.</summary>
    public float MinP { get; init; }

    /// <summary>Divides positive and multiplies negative logits of tokens seen in prompt or answer. Over 0, default 1.</summary>
    public float RepetitionPenalty { get; init; } = 1;

    /// <summary>Subtracted once from the logit of every token the answer holds. -2 to 2, default 0.</summary>
    public float PresencePenalty { get; init; }

    /// <summary>Subtracted for each time the answer holds the token. -2 to 2, default 0.</summary>
    public float FrequencyPenalty { get; init; }

    /// <summary>Added to the logits of single tokens. -100 to 100 each.</summary>
    public ImmutableDictionary<int, float> LogitBias { get; init; } = ImmutableDictionary<int, float>.Empty;

    /// <summary>Start of the random numbers; the same seed, model and prompt give the same answer.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many likeliest alternatives are reported with each token; null reports no probabilities. 0 to 20.</summary>
    public int? TopLogProbabilities { get; init; }
}
