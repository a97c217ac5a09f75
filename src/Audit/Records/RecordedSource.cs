using Audit.Merkle;

namespace Audit.Records;

/// <summary>A passage that was put into the prompt, so that it can be found again and compared byte for byte.</summary>
public sealed record RecordedSource
{
    /// <summary>The label under which the prompt cites it, for instance <c>1</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The document's id in its domain.</summary>
    public required string DocumentId { get; init; }

    /// <summary>The document's title.</summary>
    public string? Title { get; init; }

    /// <summary>The domain it came from.</summary>
    public string? Domain { get; init; }

    /// <summary>The document's own date, as it states it.</summary>
    public string? Date { get; init; }

    /// <summary>Version or content hash of the whole document.</summary>
    public string? Version { get; init; }

    /// <summary>Where the document lies.</summary>
    public string? Path { get; init; }

    /// <summary>The address under which a reader finds it.</summary>
    public string? Url { get; init; }

    /// <summary>First character of the passage in the document.</summary>
    public int? Start { get; init; }

    /// <summary>First character after the passage.</summary>
    public int? End { get; init; }

    /// <summary>The retrieval score.</summary>
    public double? Score { get; init; }

    /// <summary>Hash of the passage's text as UTF-8.</summary>
    public Sha256Digest? ChunkSha256 { get; init; }
}
