using Protocol.Chat;

namespace Protocol.Embeddings;

/// <summary>The answer to an embedding request (CreateEmbeddingResponse).</summary>
public sealed record EmbeddingList : OpenObject
{
    /// <summary>Always <c>list</c>.</summary>
    public string Object => "list";

    /// <summary>One vector for each item of the input, in its order.</summary>
    public required IReadOnlyList<EmbeddingItem> Data { get; init; }

    /// <summary>The model that computed them.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens read.</summary>
    public required EmbeddingUsage Usage { get; init; }
}
