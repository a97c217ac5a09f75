using System.Text.Json.Serialization;
using Audit.Merkle;
using Audit.Records;

namespace Audit.Files;

/// <summary>The tree at one moment, and all that a writer needs to go on from there. Never ahead of what is on disk.</summary>
internal sealed record LogHead
{
    public const int CurrentVersion = 1;

    public int V { get; init; } = CurrentVersion;

    public required string Origin { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long Size { get; init; }

    public required Sha256Digest Root { get; init; }

    /// <summary>The frontier's roots, largest subtree first.</summary>
    public required IReadOnlyList<Sha256Digest> Frontier { get; init; }

    /// <summary>First index of the segment being written.</summary>
    public required long Segment { get; init; }

    /// <summary>Bytes of that segment's entries.</summary>
    public required long EntriesBytes { get; init; }

    /// <summary>Bytes of that segment's content.</summary>
    public required long ContentBytes { get; init; }

    /// <summary>Records that are open at this size, sorted by id.</summary>
    public required IReadOnlyList<AuditId> Open { get; init; }

    /// <summary>The part that <c>heads.log</c> keeps.</summary>
    [JsonIgnore]
    public HeadLine Line => new(At, Size, Root, Origin);
}
