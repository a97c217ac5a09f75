using Protocol.Chat;

namespace Protocol.Embeddings;

/// <summary>One vector.</summary>
public sealed record EmbeddingItem : OpenObject
{
    /// <summary>Always <c>embedding</c>.</summary>
    public string Object => "embedding";

    /// <summary>Position in the input.</summary>
    public required int Index { get; init; }

    /// <summary>The numbers.</summary>
    public required EmbeddingVector Embedding { get; init; }
}
