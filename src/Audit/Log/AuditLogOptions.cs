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

    /// <summary>All options that are out of range, each with its name, its value and what would be accepted; empty when there is none.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        Require(!string.IsNullOrWhiteSpace(Folder), nameof(Folder), Folder, "the path of a folder");
        Require(Enum.IsDefined(Durability), nameof(Durability), Durability, "power or process");
        Require(MaxContentBytes is >= 1 and <= LargestContentBytes, nameof(MaxContentBytes), MaxContentBytes, $"1 to {LargestContentBytes} bytes");
        Require(QueueBound is >= 1 and <= 1_000_000, nameof(QueueBound), QueueBound, "1 to 1000000 appends");
        Require(FlushInterval.TotalMilliseconds is >= 1 and <= 10_000, nameof(FlushInterval), FlushInterval, "1 ms to 10 s");
        Require(HeadInterval >= TimeSpan.Zero && HeadInterval <= TimeSpan.FromHours(1), nameof(HeadInterval), HeadInterval, "0 to an hour");
        Require(IsOrigin(Origin), nameof(Origin), Origin, "1 to 200 visible ASCII characters without spaces and plus signs");
        return problems;

        void Require(bool holds, string name, object value, string accepted)
        {
            if (!holds)
                problems.Add($"Audit:{name} is '{value}'; accepted: {accepted}.");
        }
    }

    private static bool IsOrigin(string origin)
        => origin.Length is >= 1 and <= 200 && origin.All(c => c is > ' ' and <= '~' and not '+');
}
