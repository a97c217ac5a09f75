using Gateway.Access;
using Gateway.Library;
using Protocol.Lists;
using Retrieval.Ingestion;
using Retrieval.Stores;
using State.VectorStores;

namespace Gateway.VectorStores;

/// <summary>What is in a vector store for a caller: what carries access labels that the caller lacks is not there, unless it may change the store.</summary>
internal sealed class StoreContents(VectorStoreCatalogue catalogue, DocumentStore documents)
{
    /// <summary>The entries of a store, oldest first: documents of its folder, then files in the order in which they came.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="store">The store.</param>
    /// <param name="batchId">A batch to limit them to; null for all.</param>
    public IEnumerable<StoreEntry> Of(Caller caller, VectorStore store, string? batchId)
    {
        var all = documents.ListDocuments(store.Domain);
        var uploaded = all.Where(document => UploadedPath.FileId(document.Path) is not null).ToDictionary(StoreEntry.FileIdOf);
        var files = catalogue.ListFiles(new StoreFileQuery(store.Id, int.MaxValue) { BatchId = batchId, OldestFirst = true })
            .Select(file => new StoreEntry(file.FileId, file, uploaded.GetValueOrDefault(file.FileId)));
        var folder = batchId is null
            ? all.Where(document => UploadedPath.FileId(document.Path) is null).Select(document => new StoreEntry(StoreEntry.FileIdOf(document), null, document))
            : [];
        return folder.Concat(files).Where(entry => MaySee(caller, store, entry));
    }

    /// <summary>One entry of a store; null when it is not there for the caller.</summary>
    public StoreEntry? Find(Caller caller, VectorStore store, string fileId)
    {
        var file = catalogue.FindFile(store.Id, fileId);
        var document = documents.FindUploaded(store.Domain, fileId).FirstOrDefault();
        var entry = file is not null
            ? new StoreEntry(fileId, file, document)
            : documents.ListDocuments(store.Domain).Where(one => StoreEntry.FileIdOf(one) == fileId).Select(one => new StoreEntry(fileId, null, one)).FirstOrDefault();
        return entry is not null && MaySee(caller, store, entry) ? entry : null;
    }

    /// <summary>A page of entries. A cursor that is not among them gives an empty page.</summary>
    public static IReadOnlyList<T> Page<T>(IEnumerable<T> oldestFirst, PageQuery query, Func<T, string> id)
    {
        var ordered = query.OldestFirst ? oldestFirst : oldestFirst.Reverse();
        if (query.After is { } after)
        {
            ordered = ordered.SkipWhile(entry => id(entry) != after).Skip(1);
        }

        if (query.Before is { } before)
        {
            var all = ordered.ToList();
            ordered = all.Take(Math.Max(0, all.FindIndex(entry => id(entry) == before)));
        }

        return [.. ordered.Take(query.Limit + 1)];
    }

    /// <summary>A file that was not read yet has no labels to look at: only those who may change the store see it.</summary>
    private static bool MaySee(Caller caller, VectorStore store, StoreEntry entry) =>
        DomainDirectory.MayChange(caller, store) || caller.Key.HoldsAllLabels || (entry.Document is { } document && caller.Key.MaySee(document.Labels));
}
