namespace Retrieval.Stores.Qdrant;

/// <summary>Where a Qdrant server is and how it is used.</summary>
/// <param name="Url">Its REST address; https for TLS.</param>
/// <param name="Collection">Name of the alias that searches use; the collections behind it are called after it, with a number.</param>
public sealed record QdrantOptions(Uri Url, string Collection)
{
    /// <summary>Sent as <c>api-key</c> with every request; null for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Longest time of one request. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the server compares eight-bit codes in memory first and keeps the vectors for rescoring. Default true.</summary>
    public bool Quantisation { get; init; } = true;

    /// <summary>Repetitions of a request that may be repeated. Default 3.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Pause before the first repetition; it doubles, with chance in it. Default 200 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);
}
