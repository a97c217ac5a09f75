namespace Protocol.Chat;

/// <summary>A call of a tool, whole in a message, or in pieces in the chunks of a stream: there <see cref="Index"/> says which call a piece belongs to.</summary>
public sealed record ToolCall : OpenObject
{
    /// <summary>Position among the choice's calls; only in chunks.</summary>
    public int? Index { get; init; }

    /// <summary>Name of the call, which the tool's message repeats; in a stream only in the first piece.</summary>
    public string? Id { get; init; }

    /// <summary>The kind, <c>function</c>; in a stream only in the first piece.</summary>
    public string? Type { get; init; }

    /// <summary>What is called.</summary>
    public FunctionCall? Function { get; init; }
}
