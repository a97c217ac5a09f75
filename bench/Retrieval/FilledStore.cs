using Retrieval.Documents;
using Retrieval.Stores;

namespace RetrievalBench;

/// <summary>A store of many documents of ten chunks with short texts, written through the product's own writer; its size is that of its vectors.</summary>
internal sealed class FilledStore
{
    public const int ChunksOfDocument = 10;
    private const int DocumentsOfTransaction = 1000;

    private readonly RealVectors _source;
    private EmbeddingSpace _space = null!;

    private FilledStore(DocumentStore store, RealVectors source) => (Store, _source) = (store, source);

    public DocumentStore Store { get; }

    public long Space => _space.Id;

    /// <summary>All chunks' vectors by id less one, to compare with.</summary>
    public List<float[]> Vectors { get; } = [];

    public static FilledStore Make(string path, RealVectors source, int chunks)
    {
        var filled = new FilledStore(DocumentStore.Open(path, TimeProvider.System), source);
        for (var at = 0; at < chunks / ChunksOfDocument; at += DocumentsOfTransaction)
        {
            using var writer = filled.Store.BeginWrite();
            filled._space = writer.Vectors.Open("bench", source.Dimensions);
            for (var document = at; document < Math.Min(at + DocumentsOfTransaction, chunks / ChunksOfDocument); document++)
            {
                filled.Vectors.AddRange(filled.Put(writer, document));
            }

            writer.Vectors.Activate(filled._space.Id);
            writer.Commit();
        }

        return filled;
    }

    /// <summary>Replaces one document, as an upload does.</summary>
    public void Replace(int document)
    {
        using var writer = Store.BeginWrite();
        Put(writer, document);
        writer.Commit();
    }

    private List<float[]> Put(StoreWriter writer, int document)
    {
        var chunks = Enumerable.Range(0, ChunksOfDocument).Select(i => new Chunk("", i, i + 1, $"d{document % 97}")).ToList();
        writer.Put(new Document($"d/{document}", "d", "", $"{document}", "text/plain", null, null, null, $"{document}"), $"d{document % 97}", chunks);
        var number = writer.NumberOf($"d/{document}")!.Value;
        var first = (number - 1L) * ChunksOfDocument + 1; // Every document has ten, and neither numbers nor ids are used twice.
        var vectors = Enumerable.Range(0, ChunksOfDocument).Select(i => _source.Next((document * ChunksOfDocument) + i)).ToList();
        writer.Vectors.Put(_space, number, [(-number, vectors[0]), .. vectors.Select((vector, i) => (first + i, vector))]);
        writer.Touch(number);
        return vectors;
    }
}
