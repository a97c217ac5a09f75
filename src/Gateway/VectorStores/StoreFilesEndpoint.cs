using System.Text.Json;
using Gateway.Access;
using Gateway.Endpoints;
using Gateway.Errors;
using Gateway.Library;
using Gateway.Recording;
using Protocol.Errors;
using Protocol.Lists;
using Protocol.VectorStores;
using Retrieval.Stores;
using State.VectorStores;

namespace Gateway.VectorStores;

/// <summary><c>/v1/vector_stores/{id}/files</c>: what is in a store.</summary>
internal sealed class StoreFilesEndpoint(
    VectorStoreCatalogue catalogue, StoreAccess access, StoreContents contents, Attachments attachments, StoreShelf shelf, FileIngestion ingestion, DocumentStore documents)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary><c>POST /v1/vector_stores/{id}/files</c>: the file will be read; its status says when it was.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        if (await access.FindToChangeAsync(context) is not { } store
            || await StoreBody.ReadAsync<AttachRequest>(context, VectorStoreRequestReader.TryReadAttachment) is not { } request)
        {
            return;
        }

        if (attachments.Check(Caller.Of(context), store.Id, [request], "file_id", out var files) is { } wrong)
        {
            await ErrorAnswer.WriteAsync(context, wrong);
            return;
        }

        catalogue.Attach(files);
        catalogue.Touch(store.Id);
        ingestion.Wake();
        RecordNotes.Add(context, $"Put {request.FileId} into {store.Id}.");
        await AnswerAsync(context, store, new StoreEntry(request.FileId, files[0], null));
    }

    /// <summary><c>GET /v1/vector_stores/{id}/files</c>.</summary>
    public async Task ListAsync(HttpContext context)
    {
        if (await access.FindAsync(context) is { } store)
        {
            await ListAsync(context, store, batchId: null);
        }
    }

    /// <summary>A page of the files of a store, or of a batch of it.</summary>
    public Task ListAsync(HttpContext context, VectorStore store, string? batchId)
    {
        var query = context.Request.Query;
        if (!PageQueryReader.TryRead(name => query[name], DefaultLimit, MaxLimit, out var page, out var error))
        {
            return ErrorAnswer.WriteAsync(context, error);
        }

        if (query["filter"] is [{ Length: > 0 } filter] && filter is not ("in_progress" or "completed" or "failed" or "cancelled"))
        {
            return ErrorAnswer.WriteAsync(context, ApiError.InvalidRequest("Invalid 'filter': supported values are 'in_progress', 'completed', 'failed' and 'cancelled'.", "filter", "invalid_value"));
        }

        var all = contents.Of(Caller.Of(context), store, batchId).Where(entry => HasStatus(entry, query["filter"]));
        var found = StoreContents.Page(all, page, entry => entry.FileId).Select(entry => StoreView.Of(store, entry)).ToList();
        var answer = ObjectPage<VectorStoreFileObject>.Of(found, page.Limit, file => file.Id);
        return JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(answer, VectorStoreJson.Default.ObjectPageVectorStoreFileObject));
    }

    /// <summary><c>GET /v1/vector_stores/{id}/files/{file_id}</c>.</summary>
    public async Task GetAsync(HttpContext context)
    {
        if (await access.FindAsync(context) is { } store && await FindAsync(context, store) is { } entry)
        {
            await AnswerAsync(context, store, entry);
        }
    }

    /// <summary><c>POST /v1/vector_stores/{id}/files/{file_id}</c>: other attributes, by which the file is found when this is answered.</summary>
    public async Task UpdateAsync(HttpContext context)
    {
        if (await access.FindToChangeAsync(context) is not { } store || await FindOwnAsync(context, store) is not { } entry
            || await StoreBody.ReadAsync<AttachRequest>(context, VectorStoreRequestReader.TryReadAttributes) is not { } request)
        {
            return;
        }

        if (request.Attributes is { } attributes && Attachments.WrongAttributes(attributes) is { } wrong)
        {
            await ErrorAnswer.WriteAsync(context, wrong);
            return;
        }

        await shelf.DescribeAsync(store, entry.FileId, request.Attributes?.GetRawText() ?? "{}", CancellationToken.None);
        await GetAsync(context);
    }

    /// <summary><c>DELETE /v1/vector_stores/{id}/files/{file_id}</c>: nothing of it is found when this is answered; the uploaded file stays.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        if (await access.FindToChangeAsync(context) is not { } store || await FindOwnAsync(context, store) is not { } entry)
        {
            return;
        }

        await shelf.DetachAsync(store, entry.FileId, CancellationToken.None); // A client that leaves shall not leave half a deletion.
        RecordNotes.Add(context, $"Took {entry.FileId} out of {store.Id}.");
        await JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(new DeletedObject(entry.FileId, "vector_store.file.deleted"), VectorStoreJson.Default.DeletedObject));
    }

    /// <summary><c>GET /v1/vector_stores/{id}/files/{file_id}/content</c>: the text that was read of it.</summary>
    public async Task ContentAsync(HttpContext context)
    {
        if (await access.FindAsync(context) is not { } store || await FindAsync(context, store) is not { } entry)
        {
            return;
        }

        var text = entry.Document is { } document ? documents.GetText(document.Id) : null;
        var page = new FileContentPage(text is null ? [] : [new TextContent(text)]);
        await JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(page, VectorStoreJson.Default.FileContentPage));
    }

    private static bool HasStatus(StoreEntry entry, string? status) =>
        string.IsNullOrEmpty(status) || StoreView.Word(entry.File?.Status ?? StoreFileStatus.Completed) == status;

    private static Task AnswerAsync(HttpContext context, VectorStore store, StoreEntry entry)
    {
        var shown = StoreView.Of(store, entry);
        PollHint.Set(context, shown.Status);
        return JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(shown, VectorStoreJson.Default.VectorStoreFileObject));
    }

    private async ValueTask<StoreEntry?> FindAsync(HttpContext context, VectorStore store)
    {
        var fileId = (string?)context.GetRouteValue("file") ?? "";
        if (contents.Find(Caller.Of(context), store, fileId) is { } entry)
        {
            return entry;
        }

        await ErrorAnswer.WriteAsync(context, StoreErrors.NoFile(store.Id, fileId));
        return null;
    }

    /// <summary>An entry that a client put there; one of a folder can only be changed in the folder.</summary>
    private async ValueTask<StoreEntry?> FindOwnAsync(HttpContext context, VectorStore store)
    {
        if (await FindAsync(context, store) is not { } entry)
        {
            return null;
        }

        if (entry.File is not null)
        {
            return entry;
        }

        await ErrorAnswer.WriteAsync(context, StoreErrors.InFolder(entry.FileId));
        return null;
    }
}
