using Audit.Merkle;

namespace Audit.Records;

/// <summary>Told by the log itself when it was opened after an unclean stop: what was cut off and how many records were left open.</summary>
public sealed record LogRecovery
{
    /// <summary>When the log was opened again.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Bytes cut from the end of the entries because they did not form a whole entry with its content.</summary>
    public required long CutBytes { get; init; }

    /// <summary>Hash of the bytes cut; null when none were.</summary>
    public Sha256Digest? CutSha256 { get; init; }

    /// <summary>Bytes cut from the end of the content because no entry refers to them.</summary>
    public required long CutContentBytes { get; init; }

    /// <summary>Records that were in flight; each is closed as interrupted in the entries that follow.</summary>
    public required int Interrupted { get; init; }
}
