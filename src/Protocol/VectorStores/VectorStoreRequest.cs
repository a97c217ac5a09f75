namespace Protocol.VectorStores;

/// <summary>What a client says about a store that it makes or changes; null means "not said".</summary>
public sealed record VectorStoreRequest
{
    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>Days after its last activity; null for never.</summary>
    public int? ExpiresAfterDays { get; init; }

    /// <summary>Whether the client said anything about the expiry, be it null.</summary>
    public bool SaysExpiry { get; init; }

    /// <summary>At most 16 notes.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Files to put into it.</summary>
    public IReadOnlyList<AttachRequest> Files { get; init; } = [];
}
