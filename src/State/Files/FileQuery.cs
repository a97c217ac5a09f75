namespace State.Files;

/// <summary>Which files to list.</summary>
public sealed record FileQuery
{
    /// <summary>Files of this tenant alone; null means the installation's own.</summary>
    public required string? Tenant { get; init; }

    /// <summary>Files of this key alone; null means of all keys of the tenant.</summary>
    public string? KeyId { get; init; }

    /// <summary>Files of this purpose alone; null means all.</summary>
    public string? Purpose { get; init; }

    /// <summary>Oldest first; otherwise newest first, which is OpenAI's default.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>Begins behind the file with this id; null begins with the first. An unknown id gives an empty list.</summary>
    public string? After { get; init; }

    /// <summary>Most files to return, at least 1.</summary>
    public int Limit { get; init; } = 10_000;
}
