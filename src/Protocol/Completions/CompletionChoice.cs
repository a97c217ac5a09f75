using System.Text.Json.Serialization;
using Protocol.Chat;

namespace Protocol.Completions;

/// <summary>One answer to one prompt, or what is new of it.</summary>
public sealed record CompletionChoice : OpenObject
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>Position among the choices: those of the first prompt first.</summary>
    public required int Index { get; init; }

    /// <summary>Log probabilities, when asked for; null is written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public CompletionLogprobs? Logprobs { get; init; }

    /// <summary>Why it ended, <c>stop</c> or <c>length</c>; null, which is written, while it runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? FinishReason { get; init; }
}
