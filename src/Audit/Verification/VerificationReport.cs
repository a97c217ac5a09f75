using Audit.Merkle;
using Audit.Records;

namespace Audit.Verification;

/// <summary>What a verification of a whole log found.</summary>
public sealed record VerificationReport
{
    /// <summary>Entries read before the first fault, or all of them.</summary>
    public required long Size { get; init; }

    /// <summary>Merkle tree hash over those entries.</summary>
    public required Sha256Digest Root { get; init; }

    /// <summary>Records whose opening was read.</summary>
    public required long Records { get; init; }

    /// <summary>Records without a closing: in flight, or the log was not opened since the writer died.</summary>
    public required IReadOnlyList<AuditId> Unclosed { get; init; }

    /// <summary>Records closed as interrupted.</summary>
    public required long Interrupted { get; init; }

    /// <summary>Tree heads that were compared with the recomputed root.</summary>
    public required long HeadsChecked { get; init; }

    /// <summary>Pieces of stored content whose hash was compared.</summary>
    public required long ContentsChecked { get; init; }

    /// <summary>Bytes of a frame at the end that the writer has not finished; not a fault while it runs.</summary>
    public required long UnfinishedBytes { get; init; }

    /// <summary>The first fault; null when there is none.</summary>
    public VerificationFault? Fault { get; init; }

    /// <summary>Whether no fault was found.</summary>
    public bool IsValid => Fault is null;
}
