using Audit.Files;
using Audit.Merkle;
using Audit.Records;

namespace Audit.Log;

/// <summary>Where a log ends: all the state of its writer. Grows with the records in flight, never with the log.</summary>
internal sealed class LogTail
{
    public MerkleFrontier Frontier { get; init; } = new();

    /// <summary>First index of the segment that the next entry goes to, or of a full one.</summary>
    public long Segment { get; set; }

    public long EntriesBytes { get; set; }

    public long ContentBytes { get; set; }

    /// <summary>Records opened and not closed.</summary>
    public HashSet<AuditId> Open { get; init; } = [];

    public long Size => Frontier.Size;

    public bool IsSegmentFull => Size == Segment + LogLayout.EntriesPerSegment;

    public static LogTail At(LogHead head) => new()
    {
        Frontier = MerkleFrontier.Restore(head.Size, [.. head.Frontier]),
        Segment = head.Segment,
        EntriesBytes = head.EntriesBytes,
        ContentBytes = head.ContentBytes,
        Open = [.. head.Open],
    };

    public void StartSegment()
    {
        Segment += LogLayout.EntriesPerSegment;
        EntriesBytes = 0;
        ContentBytes = 0;
    }

    public LogHead ToHead(string origin, DateTimeOffset at) => new()
    {
        Origin = origin,
        At = at,
        Size = Size,
        Root = Frontier.Root(),
        Frontier = [.. Frontier.Roots],
        Segment = Segment,
        EntriesBytes = EntriesBytes,
        ContentBytes = ContentBytes,
        Open = [.. Open.Order(AuditIdOrder.Instance)],
    };
}
