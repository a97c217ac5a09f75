using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Access;
using Gateway.Endpoints;
using Gateway.Errors;
using Gateway.Library;
using Gateway.Recording;
using Protocol.Errors;
using Protocol.Lists;
using Protocol.VectorStores;
using Retrieval.Documents;
using Retrieval.Ingestion;
using State.VectorStores;

namespace Gateway.VectorStores;

/// <summary><c>/v1/vector_stores</c>: domains as OpenAI's clients know them.</summary>
internal sealed class VectorStoresEndpoint(
    VectorStoreCatalogue catalogue, StoreAccess access, StoreView view, Attachments attachments, StoreShelf shelf, FileIngestion ingestion, DomainDirectory directory)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    /// <summary><c>POST /v1/vector_stores</c>.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        if (await StoreBody.ReadAsync<VectorStoreRequest>(context, VectorStoreRequestReader.TryReadCreation) is not { } request)
        {
            return;
        }

        var caller = Caller.Of(context);
        if (attachments.Check(caller, "", request.Files, "file_ids", out var files) is { } wrong)
        {
            await ErrorAnswer.WriteAsync(context, wrong);
            return;
        }

        catalogue.Adopt(directory.Domains); // So that no domain of a folder is taken for free.
        var store = catalogue.Create(request.Name ?? "", DomainOf(caller, request.Name), caller.ToOwner(), request.ExpiresAfterDays, Metadata(request.Metadata));
        directory.Refresh();
        if (files.Count > 0)
        {
            catalogue.Attach([.. files.Select(file => file with { StoreId = store.Id })]);
            ingestion.Wake();
        }

        RecordNotes.Add(context, $"Made vector store {store.Id}, domain {store.Domain}, with {files.Count} files.");
        await AnswerAsync(context, store);
    }

    /// <summary><c>GET /v1/vector_stores</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (!PageQueryReader.TryRead(name => query[name], DefaultLimit, MaxLimit, out var page, out var error))
        {
            return ErrorAnswer.WriteAsync(context, error);
        }

        var found = StoreContents.Page(access.Of(Caller.Of(context)), page, store => store.Id).Select(view.Of).ToList();
        var answer = ObjectPage<VectorStoreObject>.Of(found, page.Limit, store => store.Id);
        return JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(answer, VectorStoreJson.Default.ObjectPageVectorStoreObject));
    }

    /// <summary><c>GET /v1/vector_stores/{id}</c>.</summary>
    public async Task GetAsync(HttpContext context)
    {
        if (await access.FindAsync(context) is { } store)
        {
            await AnswerAsync(context, store);
        }
    }

    /// <summary><c>POST /v1/vector_stores/{id}</c>.</summary>
    public async Task UpdateAsync(HttpContext context)
    {
        if (await access.FindToChangeAsync(context) is not { } store
            || await StoreBody.ReadAsync<VectorStoreRequest>(context, VectorStoreRequestReader.TryReadUpdate) is not { } request)
        {
            return;
        }

        var changed = store with
        {
            Name = request.Name ?? store.Name,
            ExpiresAfterDays = request.SaysExpiry ? request.ExpiresAfterDays : store.ExpiresAfterDays,
            Metadata = request.Metadata is { } metadata ? Metadata(metadata) : store.Metadata,
        };
        if (changed.Metadata.GetValueOrDefault(AccessLabels.Key) != store.Metadata.GetValueOrDefault(AccessLabels.Key) && view.Of(store).FileCounts.Total > 0)
        {
            await ErrorAnswer.WriteAsync(context, ApiError.InvalidRequest(
                "The access labels of a vector store can be changed while it has no files; set the attribute 'access' of its files instead.", "metadata.access", "store_not_empty"));
            return;
        }

        catalogue.Update(changed);
        directory.Refresh();
        await AnswerAsync(context, changed);
    }

    /// <summary><c>DELETE /v1/vector_stores/{id}</c>: its documents are gone when this is answered; the uploaded files stay.</summary>
    public async Task DeleteAsync(HttpContext context)
    {
        if (await access.FindToChangeAsync(context) is not { } store)
        {
            return;
        }

        await shelf.DeleteStoreAsync(store, CancellationToken.None); // A client that leaves shall not leave half a deletion.
        RecordNotes.Add(context, $"Removed vector store {store.Id}, domain {store.Domain}, with all its documents.");
        await JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(new DeletedObject(store.Id, "vector_store.deleted"), VectorStoreJson.Default.DeletedObject));
    }

    /// <summary>A name that can name a domain becomes one, so that <c>auto/&lt;name&gt;</c> answers from it.</summary>
    private static string? DomainOf(Caller caller, string? name) =>
        name is not null && DomainName.IsAllowed(name) && !name.StartsWith("vs_", StringComparison.Ordinal) && caller.Key.MayUseDomain(name) ? name : null;

    private static ImmutableSortedDictionary<string, string> Metadata(IReadOnlyDictionary<string, string>? metadata) =>
        metadata?.ToImmutableSortedDictionary(StringComparer.Ordinal) ?? ImmutableSortedDictionary<string, string>.Empty;

    private Task AnswerAsync(HttpContext context, VectorStore store)
    {
        var shown = view.Of(store);
        PollHint.Set(context, shown.Status);
        return JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(shown, VectorStoreJson.Default.VectorStoreObject));
    }
}
