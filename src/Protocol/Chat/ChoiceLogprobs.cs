using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>The <c>logprobs</c> of a choice or of a chunk's choice.</summary>
public sealed record ChoiceLogprobs : OpenObject
{
    /// <summary>The tokens of the text.</summary>
    public required IReadOnlyList<TokenLogprob> Content { get; init; }

    /// <summary>The tokens of a refusal; null is written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public IReadOnlyList<TokenLogprob>? Refusal { get; init; }
}
