using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.VectorStores;

/// <summary>A file in a vector store (OpenAI's VectorStoreFileObject schema).</summary>
public sealed record VectorStoreFileObject
{
    /// <summary><c>file-...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Always <c>vector_store.file</c>.</summary>
    public string Object => "vector_store.file";

    /// <summary>Bytes that its text takes in the store.</summary>
    public required long UsageBytes { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>The store.</summary>
    public required string VectorStoreId { get; init; }

    /// <summary><c>in_progress</c>, <c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public LastError? LastError { get; init; }

    /// <summary>How it was cut.</summary>
    public required ChunkingStrategy ChunkingStrategy { get; init; }

    /// <summary>What was noted about it: texts, numbers and truth values.</summary>
    public required JsonElement Attributes { get; init; }
}
