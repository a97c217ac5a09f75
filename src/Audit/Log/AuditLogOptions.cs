namespace Audit.Log;

/// <summary>How a log is written.</summary>
public sealed record AuditLogOptions
{
    /// <summary>The largest <see cref="MaxContentBytes"/>: a content frame is held in memory whole when it is read.</summary>
    public const int LargestContentBytes = 64 * 1024 * 1024;

    /// <summary>The log's folder; made when it is not there. One process writes it at a time.</summary>
    public required string Folder { get; init; }

    /// <summary>When an append counts as done. Default: <see cref="AuditDurability.Power"/>.</summary>
    public AuditDurability Durability { get; init; } = AuditDurability.Power;

    /// <summary>Whether prompts and answers are kept beside the log. Their hashes always are. Default: true.</summary>
    public bool StoreContent { get; init; } = true;

    /// <summary>Leading bytes kept of each prompt or answer, 1 to <see cref="LargestContentBytes"/>. Default: 1 MiB.</summary>
    public int MaxContentBytes { get; init; } = 1024 * 1024;

    /// <summary>Appends that may wait for the writer, 1 to 1,000,000; one more fails at once with <see cref="AuditUnavailableException"/>. Default: 16,384.</summary>
    public int QueueBound { get; init; } = 16_384;

    /// <summary>Longest time between a write and its flush to disk, 1 ms to 10 s. Default: 50 ms.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Shortest time between two tree heads while the log grows, at most an hour. Default: 5 s.</summary>
    public TimeSpan HeadInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The log's own name, as in a C2SP checkpoint: no spaces, no plus sign, 1 to 200 characters. Default: <c>gateway/audit</c>.</summary>
    public string Origin { get; init; } = "gateway/audit";
}
