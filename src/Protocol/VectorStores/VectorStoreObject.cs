using System.Text.Json.Serialization;

namespace Protocol.VectorStores;

/// <summary>A vector store (OpenAI's VectorStoreObject schema).</summary>
public sealed record VectorStoreObject
{
    /// <summary><c>vs_...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Always <c>vector_store</c>.</summary>
    public string Object => "vector_store";

    /// <summary>Seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes that its documents take.</summary>
    public required long UsageBytes { get; init; }

    /// <summary>How far its files are.</summary>
    public required FileCountsObject FileCounts { get; init; }

    /// <summary><c>in_progress</c>, <c>completed</c> or <c>expired</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Left out when it never expires.</summary>
    public ExpiresAfter? ExpiresAfter { get; init; }

    /// <summary>Seconds since 1970; null when it never expires.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? ExpiresAt { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long LastActiveAt { get; init; }

    /// <summary>What its owner noted.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Not OpenAI's: the domain, for the model name <c>auto/&lt;domain&gt;</c>.</summary>
    public required string Domain { get; init; }
}
