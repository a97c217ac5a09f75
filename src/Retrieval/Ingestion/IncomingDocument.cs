using System.Collections.Immutable;
using Retrieval.Chunking;
using Retrieval.Documents;

namespace Retrieval.Ingestion;

/// <summary>A file that is to become a document.</summary>
/// <param name="Domain">1 to 64 of <c>a-z 0-9 - _</c>.</param>
/// <param name="Path">Its name within the domain, with forward slashes; the ending tells the format.</param>
/// <param name="Content">The file's bytes.</param>
public sealed record IncomingDocument(string Domain, string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>Counts more than the title that the document states; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>How it is cut.</summary>
    public ChunkSize ChunkSize { get; init; } = ChunkSize.Usual;

    /// <summary>Access labels when neither attributes nor the file name any. See <see cref="Document.Labels"/>.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>
    /// See <see cref="Document.Attributes"/>. The keys title, date, version, supersedes, effective_from, effective_to and access count
    /// more than what the file says of itself.
    /// </summary>
    public ImmutableSortedDictionary<string, AttributeValue> Attributes { get; init; } = ImmutableSortedDictionary<string, AttributeValue>.Empty;
}
