using System.Collections.Immutable;
using Retrieval.Chunking;
using Retrieval.Documents;

namespace Retrieval.Ingestion;

/// <summary>A file that is to become a document of a domain.</summary>
/// <param name="Domain">1 to 64 of <c>a-z 0-9 - _</c>.</param>
/// <param name="Path">The document's path; its extension tells the format.</param>
/// <param name="Content">The whole file.</param>
public sealed record IntakeFile(string Domain, string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>
    /// What is noted about it. The keys title, date, version, supersedes, effective_from, effective_to and access count more than
    /// what the file says of itself.
    /// </summary>
    public ImmutableSortedDictionary<string, AttributeValue> Attributes { get; init; } = ImmutableSortedDictionary<string, AttributeValue>.Empty;

    /// <summary>Access labels when neither attributes nor the file name any.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>How it is cut.</summary>
    public ChunkSize ChunkSize { get; init; } = ChunkSize.Usual;
}
