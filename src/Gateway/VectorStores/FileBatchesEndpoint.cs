using System.Text.Json;
using Gateway.Access;
using Gateway.Endpoints;
using Gateway.Errors;
using Gateway.Library;
using Gateway.Recording;
using Protocol.VectorStores;
using State.VectorStores;

namespace Gateway.VectorStores;

/// <summary><c>/v1/vector_stores/{id}/file_batches</c>: many files at once.</summary>
internal sealed class FileBatchesEndpoint(
    VectorStoreCatalogue catalogue, StoreAccess access, Attachments attachments, StoreFilesEndpoint storeFiles, FileIngestion ingestion)
{
    /// <summary><c>POST /v1/vector_stores/{id}/file_batches</c>.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        if (await access.FindToChangeAsync(context) is not { } store
            || await StoreBody.ReadAsync<IReadOnlyList<AttachRequest>>(context, VectorStoreRequestReader.TryReadBatch) is not { } request)
        {
            return;
        }

        if (attachments.Check(Caller.Of(context), store.Id, request, "file_ids", out var files) is { } wrong)
        {
            await ErrorAnswer.WriteAsync(context, wrong);
            return;
        }

        var batch = catalogue.AttachBatch(store.Id, files);
        catalogue.Touch(store.Id);
        ingestion.Wake();
        RecordNotes.Add(context, $"Put {files.Count} files into {store.Id} as batch {batch.Id}.");
        await AnswerAsync(context, batch);
    }

    /// <summary><c>GET /v1/vector_stores/{id}/file_batches/{batch_id}</c>.</summary>
    public async Task GetAsync(HttpContext context)
    {
        if (await access.FindAsync(context) is { } store && await FindAsync(context, store) is { } batch)
        {
            await AnswerAsync(context, batch);
        }
    }

    /// <summary><c>POST /v1/vector_stores/{id}/file_batches/{batch_id}/cancel</c>: what was not read yet will not be.</summary>
    public async Task CancelAsync(HttpContext context)
    {
        if (await access.FindToChangeAsync(context) is { } store && await FindAsync(context, store) is { } batch)
        {
            await AnswerAsync(context, catalogue.CancelBatch(store.Id, batch.Id) ?? batch);
        }
    }

    /// <summary><c>GET /v1/vector_stores/{id}/file_batches/{batch_id}/files</c>.</summary>
    public async Task ListFilesAsync(HttpContext context)
    {
        if (await access.FindAsync(context) is { } store && await FindAsync(context, store) is { } batch)
        {
            await storeFiles.ListAsync(context, store, batch.Id);
        }
    }

    private static Task AnswerAsync(HttpContext context, FileBatch batch)
    {
        var shown = StoreView.Of(batch);
        PollHint.Set(context, shown.Status);
        return JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(shown, VectorStoreJson.Default.FileBatchObject));
    }

    private async ValueTask<FileBatch?> FindAsync(HttpContext context, VectorStore store)
    {
        var id = (string?)context.GetRouteValue("batch") ?? "";
        if (catalogue.FindBatch(store.Id, id) is { } batch)
        {
            return batch;
        }

        await ErrorAnswer.WriteAsync(context, StoreErrors.NoBatch(store.Id, id));
        return null;
    }
}
