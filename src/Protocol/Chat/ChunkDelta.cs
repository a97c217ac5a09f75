namespace Protocol.Chat;

/// <summary>A piece of a message; what is null is not written.</summary>
public sealed record ChunkDelta : OpenObject
{
    /// <summary>Who speaks; in a choice's first chunk.</summary>
    public string? Role { get; init; }

    /// <summary>More text.</summary>
    public string? Content { get; init; }

    /// <summary>More text of a refusal.</summary>
    public string? Refusal { get; init; }

    /// <summary>Pieces of calls.</summary>
    public IReadOnlyList<ToolCall>? ToolCalls { get; init; }

    /// <summary>Citations of the text so far.</summary>
    public IReadOnlyList<Annotation>? Annotations { get; init; }
}
