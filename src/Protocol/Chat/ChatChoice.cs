using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>One answer of a completion.</summary>
public sealed record ChatChoice : OpenObject
{
    /// <summary>Position among the choices.</summary>
    public required int Index { get; init; }

    /// <summary>What the model said.</summary>
    public required ResponseMessage Message { get; init; }

    /// <summary>Log probabilities, when asked for; null is written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Logprobs { get; init; }

    /// <summary>Why it ended, one of <see cref="Frames.FinishReasons"/>; null is written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FinishReason { get; init; }
}
