using System.Text.Json.Serialization;
using Protocol.Chat;

namespace Protocol.Completions;

/// <summary>Log probabilities of an answer's tokens, in lists of equal length.</summary>
public sealed record CompletionLogprobs : OpenObject
{
    /// <summary>The tokens' texts.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>Natural log probability of each.</summary>
    public required IReadOnlyList<double> TokenLogprobs { get; init; }

    /// <summary>The likeliest tokens at each place.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<IReadOnlyDictionary<string, double>>? TopLogprobs { get; init; }

    /// <summary>Where each token begins, in characters of the text.</summary>
    public required IReadOnlyList<int> TextOffset { get; init; }
}
