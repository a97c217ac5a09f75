using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Access;
using Gateway.Endpoints;
using Gateway.Errors;
using Gateway.Library;
using Gateway.Recording;
using Protocol.VectorStores;
using Retrieval.Documents;
using Retrieval.Search;
using Retrieval.Stores;
using State.VectorStores;

namespace Gateway.VectorStores;

/// <summary>
/// <c>POST /v1/vector_stores/{id}/search</c>: passages of a store, without any model. The search sees what the caller may see and
/// what the filter lets through, and nothing else; its record names what was shown.
/// </summary>
internal sealed class StoreSearchEndpoint(StoreAccess access, DatedSearch search, DocumentStore documents, StoreActivity activity, TimeProvider time)
{
    /// <summary>Searches.</summary>
    public async Task SearchAsync(HttpContext context)
    {
        if (await access.FindAsync(context) is not { } store || await StoreBody.ReadAsync<SearchRequest>(context, VectorStoreRequestReader.TryReadSearch) is not { } request)
        {
            return;
        }

        AttributeFilter? filter = null;
        if (request.Filters is { } filters && !FilterReader.TryRead(filters, out filter, out var error))
        {
            await ErrorAnswer.WriteAsync(context, error);
        }
        else if (store.IsExpired(time.GetUtcNow()))
        {
            await ErrorAnswer.WriteAsync(context, StoreErrors.Expired(store.Id));
        }
        else
        {
            await AnswerAsync(context, store, request, filter);
        }
    }

    private async Task AnswerAsync(HttpContext context, VectorStore store, SearchRequest request, AttributeFilter? filter)
    {
        activity.Note(store);
        var caller = Caller.Of(context);
        IReadOnlyList<string> queries = request.RewriteQuery ? [.. request.Queries.Select(QueryWording.Shorten)] : request.Queries;
        var found = new Dictionary<(string, int), SearchedPassage>();
        foreach (var query in queries)
        {
            var asked = new SearchQuery(query, [store.Domain], request.MaxResults, AsOf: null) { Labels = caller.Labels, Attributes = filter };
            foreach (var one in SearchedPassage.Of((await search.SearchAsync(asked, context.RequestAborted)).Passages))
            {
                var key = (one.Passage.DocumentId, one.Passage.Start);
                found[key] = found.TryGetValue(key, out var known) && known.Score >= one.Score ? known : one;
            }
        }

        var best = found.Values.Where(one => one.Score >= request.ScoreThreshold)
            .OrderBy(one => one.Passage.Superseded).ThenByDescending(one => one.Score).ThenBy(one => one.Passage.DocumentId, StringComparer.Ordinal).ThenBy(one => one.Passage.Start)
            .Take(request.MaxResults).ToList();
        best.ForEach(one => Note(context, one.Passage));
        var page = new SearchResultsPage(queries, [.. best.Select(Shown)]);
        await JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(page, VectorStoreJson.Default.SearchResultsPage));
    }

    private static void Note(HttpContext context, Passage passage) =>
        RecordNotes.Add(context, string.Create(CultureInfo.InvariantCulture, $"Showed {passage.DocumentId} ({passage.Start} to {passage.End}, version {passage.ContentHash[..16]})."));

    private SearchResult Shown(SearchedPassage one) => new()
    {
        FileId = StoreEntry.FileIdOf(one.Passage),
        Filename = Path.GetFileName(one.Passage.Path),
        Score = Math.Round(one.Score, 4),
        Attributes = StoreAttributes.Json(documents.GetDocument(one.Passage.DocumentId)?.Attributes ?? ImmutableSortedDictionary<string, AttributeValue>.Empty),
        Content = [new TextContent(one.Passage.Text)],
        Source = new PassageSource(one.Passage.DocumentId, one.Passage.TitlePath, one.Passage.Page, one.Passage.Start, one.Passage.End, one.Passage.ContentHash, one.Passage.Superseded),
    };
}
