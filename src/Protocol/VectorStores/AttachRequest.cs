using System.Text.Json;

namespace Protocol.VectorStores;

/// <summary>A file that is to be put into a store.</summary>
/// <param name="FileId">The file.</param>
public sealed record AttachRequest(string FileId)
{
    /// <summary>At most 16 notes: an object of texts, numbers and truth values; null for none.</summary>
    public JsonElement? Attributes { get; init; }

    /// <summary>The sizes of chunks; null for the gateway's own rules.</summary>
    public StaticChunking? Chunking { get; init; }
}
