using Audit.Files;
using Audit.Merkle;
using Audit.Records;

namespace Audit.Verification;

/// <summary>What a verifier has recomputed so far.</summary>
internal sealed class LogTree
{
    public MerkleFrontier Frontier { get; } = new();

    public HashSet<AuditId> Open { get; } = [];

    public long Size => Frontier.Size;

    /// <summary>First index of the segment at hand.</summary>
    public long Segment { get; set; }

    /// <summary>End of the last entry.</summary>
    public long EntriesBytes { get; set; }

    /// <summary>End of the last content that an entry refers to.</summary>
    public long ContentBytes { get; set; }

    /// <summary>The head that a writer would have written here, with the name and time of <paramref name="like"/>.</summary>
    public LogHead ToHead(LogHead like) => like with
    {
        V = LogHead.CurrentVersion,
        Root = Frontier.Root(),
        Frontier = [.. Frontier.Roots],
        Segment = Segment,
        EntriesBytes = EntriesBytes,
        ContentBytes = ContentBytes,
        Open = [.. Open.Order(AuditIdOrder.Instance)],
    };
}
