using System.Collections.Immutable;
using Retrieval.Documents;

namespace Retrieval.Ingestion;

/// <summary>A document that comes by itself, not in a folder.</summary>
/// <param name="Domain">1 to 64 of <c>a-z 0-9 - _</c>.</param>
/// <param name="Path">Its name within the domain, with forward slashes; the ending tells the format.</param>
/// <param name="Content">The file's bytes.</param>
public sealed record IncomingDocument(string Domain, string Path, ReadOnlyMemory<byte> Content)
{
    /// <summary>Counts more than the title that the document states; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>Most words of a chunk, 20 to 4096; null for the usual 160.</summary>
    public int? ChunkWords { get; init; }

    /// <summary>See <see cref="Document.Labels"/>.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>See <see cref="Document.Attributes"/>.</summary>
    public ImmutableSortedDictionary<string, AttributeValue> Attributes { get; init; } = ImmutableSortedDictionary<string, AttributeValue>.Empty;
}
