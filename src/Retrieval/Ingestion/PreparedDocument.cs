using Retrieval.Documents;

namespace Retrieval.Ingestion;

/// <summary>A file that was read and cut, ready to be written.</summary>
public sealed class PreparedDocument
{
    internal PreparedDocument(Document document, string text, IReadOnlyList<Chunk> chunks) => (Document, Text, Chunks) = (document, text, chunks);

    /// <summary>What the store will know of it.</summary>
    public Document Document { get; }

    /// <summary>UTF-8 bytes of the text and its pieces together: what the document takes in a store.</summary>
    public long TextBytes => System.Text.Encoding.UTF8.GetByteCount(Text) + Chunks.Sum(chunk => (long)System.Text.Encoding.UTF8.GetByteCount(chunk.Text));

    internal string Text { get; }

    internal IReadOnlyList<Chunk> Chunks { get; }
}
