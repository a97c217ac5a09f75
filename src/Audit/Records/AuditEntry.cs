namespace Audit.Records;

/// <summary>One entry of the log: exactly one of its parts is present. As JSON it is the leaf that gets hashed.</summary>
public sealed record AuditEntry
{
    /// <summary>The present version of the schema.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the schema that the entry was written with.</summary>
    public int V { get; init; } = CurrentVersion;

    /// <summary>A record's opening.</summary>
    public RecordOpening? Opened { get; init; }

    /// <summary>A record's closing.</summary>
    public RecordClosing? Closed { get; init; }

    /// <summary>The log's note about its own recovery.</summary>
    public LogRecovery? Recovered { get; init; }
}
