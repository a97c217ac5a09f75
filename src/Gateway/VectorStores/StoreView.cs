using System.Text.Json;
using Gateway.Library;
using Protocol.VectorStores;
using Retrieval.Stores;
using State.VectorStores;

namespace Gateway.VectorStores;

/// <summary>Vector stores, files and batches as clients are shown them.</summary>
internal sealed class StoreView(VectorStoreCatalogue catalogue, DocumentStore documents, TimeProvider time)
{
    private static readonly JsonElement NoAttributes = JsonSerializer.SerializeToElement(new Dictionary<string, string>());

    /// <summary>A store.</summary>
    public VectorStoreObject Of(VectorStore store)
    {
        var (counts, folder) = (catalogue.CountFiles(store.Id), documents.MeasureFolder(store.Domain));
        return new VectorStoreObject
        {
            Id = store.Id,
            CreatedAt = store.CreatedAt.ToUnixTimeSeconds(),
            Name = store.Name,
            UsageBytes = counts.UsageBytes + folder.TextBytes,
            FileCounts = new FileCountsObject(counts.InProgress, counts.Completed + folder.Documents, counts.Failed, counts.Cancelled, counts.Total + folder.Documents),
            Status = store.IsExpired(time.GetUtcNow()) ? "expired" : counts.InProgress > 0 ? "in_progress" : "completed",
            ExpiresAfter = store.ExpiresAfterDays is { } days ? new ExpiresAfter(days) : null,
            ExpiresAt = store.ExpiresAt?.ToUnixTimeSeconds(),
            LastActiveAt = store.LastActiveAt.ToUnixTimeSeconds(),
            Metadata = store.Metadata,
            Domain = store.Domain,
        };
    }

    /// <summary>A file of a store.</summary>
    public static VectorStoreFileObject Of(VectorStore store, StoreEntry entry)
    {
        var file = entry.File;
        return new VectorStoreFileObject
        {
            Id = entry.FileId,
            UsageBytes = file?.UsageBytes ?? 0,
            CreatedAt = (file?.CreatedAt ?? store.CreatedAt).ToUnixTimeSeconds(),
            VectorStoreId = store.Id,
            Status = Word(file?.Status ?? StoreFileStatus.Completed),
            LastError = file is { ErrorCode: { } code, ErrorMessage: { } message } ? new LastError(code, message) : null,
            ChunkingStrategy = file is { ChunkTokens: { } tokens, ChunkOverlapTokens: { } overlap } ? new ChunkingStrategy("static", new StaticChunking(tokens, overlap)) : ChunkingStrategy.Other,
            Attributes = file is null ? Attributes(entry) : StoreAttributes.Json(StoreAttributes.Read(file.Attributes)),
        };
    }

    /// <summary>A batch.</summary>
    public static FileBatchObject Of(FileBatch batch)
    {
        var counts = batch.Counts;
        return new FileBatchObject
        {
            Id = batch.Id,
            CreatedAt = batch.CreatedAt.ToUnixTimeSeconds(),
            VectorStoreId = batch.StoreId,
            Status = batch.IsCancelled ? "cancelled" : counts.InProgress > 0 ? "in_progress" : counts.Failed > 0 && counts.Completed == 0 ? "failed" : "completed",
            FileCounts = new FileCountsObject(counts.InProgress, counts.Completed, counts.Failed, counts.Cancelled, counts.Total),
        };
    }

    /// <summary>A status in OpenAI's word.</summary>
    public static string Word(StoreFileStatus status) => status switch
    {
        StoreFileStatus.InProgress => "in_progress",
        StoreFileStatus.Completed => "completed",
        StoreFileStatus.Failed => "failed",
        StoreFileStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    private static JsonElement Attributes(StoreEntry entry) => entry.Document is { } document ? StoreAttributes.Json(document.Attributes) : NoAttributes;
}
