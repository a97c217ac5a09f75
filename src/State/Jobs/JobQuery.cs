namespace State.Jobs;

/// <summary>Which jobs to list, newest first.</summary>
public sealed record JobQuery
{
    /// <summary>Jobs of this tenant alone; null means the installation's own.</summary>
    public required string? Tenant { get; init; }

    /// <summary>Begins behind the job with this id; null begins with the newest. An unknown id gives an empty list.</summary>
    public string? After { get; init; }

    /// <summary>Most jobs to return, at least 1.</summary>
    public required int Limit { get; init; }

    /// <summary>Jobs with these notes alone; null for all, an empty set for those without notes.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
