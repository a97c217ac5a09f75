namespace Audit.Records;

/// <summary>How the request of an earlier <see cref="RecordOpening"/> ended. A null says "not known" and is left out of the entry.</summary>
public sealed record RecordClosing
{
    /// <summary>The record's id.</summary>
    public required AuditId Id { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How it ended.</summary>
    public required RecordOutcome Outcome { get; init; }

    /// <summary>HTTP status that the client saw.</summary>
    public int? Status { get; init; }

    /// <summary>The error that the client saw.</summary>
    public RecordedError? Error { get; init; }

    /// <summary>The upstream whose answer was used.</summary>
    public string? Upstream { get; init; }

    /// <summary>All tries, in order.</summary>
    public IReadOnlyList<UpstreamAttempt>? Attempts { get; init; }

    /// <summary>The model that the upstream said it used.</summary>
    public string? UpstreamModel { get; init; }

    /// <summary>The upstream's <c>system_fingerprint</c>.</summary>
    public string? SystemFingerprint { get; init; }

    /// <summary>The finish reason of each choice.</summary>
    public IReadOnlyList<string>? FinishReasons { get; init; }

    /// <summary>Token counts.</summary>
    public RecordedTokens? Tokens { get; init; }

    /// <summary>Durations.</summary>
    public RecordedTimings? Timings { get; init; }

    /// <summary>What went otherwise than planned after the opening, in words.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>The answer's bytes as the client got them; null lets the log compute it from the bytes given beside the closing.</summary>
    public ContentDigest? Answer { get; init; }
}
