using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>What the model said in one choice.</summary>
public sealed record ResponseMessage : OpenObject
{
    /// <summary>The assistant; something else only from an odd upstream.</summary>
    public string? Role { get; init; } = ChatRoles.Assistant;

    /// <summary>The text; null beside tool calls or a refusal, and then written as null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Content { get; init; }

    /// <summary>What was said in refusing; null is written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Refusal { get; init; }

    /// <summary>Citations.</summary>
    public IReadOnlyList<Annotation>? Annotations { get; init; }

    /// <summary>What is called.</summary>
    public IReadOnlyList<ToolCall>? ToolCalls { get; init; }
}
