using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>One message of a request's conversation.</summary>
public sealed record ChatMessage : OpenObject
{
    /// <summary>One of <see cref="ChatRoles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>Text or parts. Null is written, for some servers want the member even beside tool calls.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public MessageContent? Content { get; init; }

    /// <summary>The speaker's name, or the function's.</summary>
    public string? Name { get; init; }

    /// <summary>What the assistant called.</summary>
    public IReadOnlyList<ToolCall>? ToolCalls { get; init; }

    /// <summary>Which call a tool message answers.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>What the assistant said in refusing.</summary>
    public string? Refusal { get; init; }

    /// <summary>The text of the content: all text parts, a line each; empty when there is none.</summary>
    [JsonIgnore]
    public string Text => Content?.AsText() ?? "";

    /// <summary>A message that is one text.</summary>
    public static ChatMessage Of(string role, string text) => new() { Role = role, Content = new MessageContent(text) };
}
