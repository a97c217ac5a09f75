namespace Retrieval.Stores.Embedded;

/// <summary>The facts of all documents at one revision, in order of number (and so of their chunks' ids). Immutable.</summary>
internal sealed class Catalogue(long revision, DocumentFacts[] documents)
{
    public long Revision => revision;

    public ReadOnlySpan<DocumentFacts> Documents => documents;

    /// <summary>Index of a document by its number; negative when it is not there.</summary>
    public int Find(long number)
    {
        var at = FindFirst(number);
        return at < documents.Length && documents[at].Number == number ? at : -1;
    }

    /// <summary>Index of the first document from a number on.</summary>
    public int FindFirst(long number)
    {
        var (low, high) = (0, documents.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = documents[middle].Number < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Index of the document that a chunk belongs to; negative when it is not there.</summary>
    public int FindChunk(long chunk)
    {
        var (low, high) = (0, documents.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var document = documents[middle];
            if (chunk >= document.FirstChunk && chunk < document.FirstChunk + document.ChunkCount)
            {
                return middle;
            }

            (low, high) = document.FirstChunk + document.ChunkCount <= chunk ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>The same with some documents changed, added or taken out.</summary>
    /// <param name="before">What was.</param>
    /// <param name="revision">The new revision.</param>
    /// <param name="changed">Numbers of documents that are not as they were.</param>
    /// <param name="present">Those of them that are there, in order of number.</param>
    public static Catalogue After(Catalogue before, long revision, HashSet<long> changed, IReadOnlyList<DocumentFacts> present)
    {
        var kept = before.Documents.ToArray().Where(document => !changed.Contains(document.Number));
        return new Catalogue(revision, [.. kept.Concat(present).OrderBy(document => document.Number)]);
    }
}
