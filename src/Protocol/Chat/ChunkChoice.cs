using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>What is new of one choice.</summary>
public sealed record ChunkChoice : OpenObject
{
    /// <summary>Position among the choices.</summary>
    public required int Index { get; init; }

    /// <summary>What is new; empty in the chunk that ends the choice.</summary>
    public required ChunkDelta Delta { get; init; }

    /// <summary>Log probabilities, when asked for; null is written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Logprobs { get; init; }

    /// <summary>Why it ended, one of <see cref="Frames.FinishReasons"/>; null, which is written, on all chunks but its last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FinishReason { get; init; }
}
