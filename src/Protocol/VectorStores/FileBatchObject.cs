namespace Protocol.VectorStores;

/// <summary>Files that were put into a vector store together (OpenAI's VectorStoreFileBatchObject schema).</summary>
public sealed record FileBatchObject
{
    /// <summary><c>vsfb_...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The schema's constant.</summary>
    public string Object => "vector_store.files_batch";

    /// <summary>Seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>The store.</summary>
    public required string VectorStoreId { get; init; }

    /// <summary><c>in_progress</c>, <c>completed</c>, <c>cancelled</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>How far its files are.</summary>
    public required FileCountsObject FileCounts { get; init; }
}
