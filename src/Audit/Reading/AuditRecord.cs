using Audit.Merkle;
using Audit.Records;

namespace Audit.Reading;

/// <summary>A record as it stands in the log.</summary>
public sealed record AuditRecord
{
    /// <summary>The opening.</summary>
    public required RecordOpening Opening { get; init; }

    /// <summary>Index of the opening's entry.</summary>
    public required long OpeningIndex { get; init; }

    /// <summary>Leaf hash of the opening's entry.</summary>
    public required Sha256Digest OpeningLeaf { get; init; }

    /// <summary>The closing; null while the request is in flight.</summary>
    public RecordClosing? Closing { get; init; }

    /// <summary>Index of the closing's entry.</summary>
    public long? ClosingIndex { get; init; }

    /// <summary>Leaf hash of the closing's entry.</summary>
    public Sha256Digest? ClosingLeaf { get; init; }

    /// <summary>The request body; null when it is not stored or was not asked for.</summary>
    public StoredContent? Prompt { get; init; }

    /// <summary>The assembled prompt; null as for <see cref="Prompt"/>.</summary>
    public StoredContent? AssembledPrompt { get; init; }

    /// <summary>The answer; null as for <see cref="Prompt"/>.</summary>
    public StoredContent? Answer { get; init; }
}
