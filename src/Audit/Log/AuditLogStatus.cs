using Audit.Merkle;

namespace Audit.Log;

/// <summary>The log as of its last flush.</summary>
public sealed record AuditLogStatus
{
    /// <summary>Entries in the log.</summary>
    public required long Size { get; init; }

    /// <summary>Merkle tree hash over them (RFC 9162 section 2.1.1).</summary>
    public required Sha256Digest Root { get; init; }

    /// <summary>The configured durability.</summary>
    public required AuditDurability Durability { get; init; }

    /// <summary>Records opened and not yet closed.</summary>
    public required int OpenRecords { get; init; }

    /// <summary>How long the last flush to disk took; null before the first.</summary>
    public required TimeSpan? LastFlush { get; init; }

    /// <summary>Why the log cannot record now; null while it can.</summary>
    public required string? Failure { get; init; }
}
