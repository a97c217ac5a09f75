using Audit.Merkle;
using Audit.Reading;

namespace Audit.Verification;

/// <summary>The proof that one record is part of the log.</summary>
public sealed record RecordVerification
{
    /// <summary>The record.</summary>
    public required AuditRecord Record { get; init; }

    /// <summary>Entries in the tree that the proofs refer to.</summary>
    public required long TreeSize { get; init; }

    /// <summary>Its root.</summary>
    public required Sha256Digest Root { get; init; }

    /// <summary>
    /// Whether a tree head already covers the record. A head follows within <c>HeadInterval</c> of the closing; until then
    /// the root is the one recomputed up to the record's last entry.
    /// </summary>
    public required bool IsUnderHead { get; init; }

    /// <summary>Audit path of the opening (RFC 9162 section 2.1.3).</summary>
    public required IReadOnlyList<Sha256Digest> OpeningProof { get; init; }

    /// <summary>Audit path of the closing; null while the record is in flight.</summary>
    public IReadOnlyList<Sha256Digest>? ClosingProof { get; init; }

    /// <summary>What does not fit; null when everything does.</summary>
    public VerificationFault? Fault { get; init; }

    /// <summary>Whether the record is proved.</summary>
    public bool IsValid => Fault is null;
}
