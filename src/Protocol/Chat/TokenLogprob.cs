using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>A token and how likely it was.</summary>
public sealed record TokenLogprob : OpenObject
{
    /// <summary>The token's text.</summary>
    public required string Token { get; init; }

    /// <summary>Natural logarithm of its probability; -9999 for one that is as good as impossible.</summary>
    public required double Logprob { get; init; }

    /// <summary>The token's UTF-8 bytes: neighbours may make a character together. Null, which is written, when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<int>? Bytes { get; init; }

    /// <summary>The likeliest tokens at this place, best first; null in an alternative itself.</summary>
    public IReadOnlyList<TokenLogprob>? TopLogprobs { get; init; }
}
