namespace State.VectorStores;

/// <summary>A file in a vector store.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="FileId">The file.</param>
/// <param name="Status">How far it is.</param>
/// <param name="CreatedAt">When it was put into the store, UTC.</param>
public sealed record StoreFile(string StoreId, string FileId, StoreFileStatus Status, DateTimeOffset CreatedAt)
{
    /// <summary>Its place in the order of the store: later ones are larger. Another when it is put in again.</summary>
    public long Sequence { get; init; }

    /// <summary>Attributes as one JSON object.</summary>
    public string Attributes { get; init; } = "{}";

    /// <summary>Tokens of a chunk; null for the usual size.</summary>
    public int? ChunkTokens { get; init; }

    /// <summary>Tokens that a chunk repeats of the one before; null for the usual number.</summary>
    public int? ChunkOverlapTokens { get; init; }

    /// <summary>Bytes that its text takes in the store; 0 until it is completed.</summary>
    public long UsageBytes { get; init; }

    /// <summary>OpenAI's word for why it failed; null unless it did.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Why it failed, for people; null unless it did.</summary>
    public string? ErrorMessage { get; init; }
}
