using System.Text.Json.Nodes;

namespace Retrieval.Stores.Qdrant;

/// <summary>
/// The engine on a Qdrant server, by its REST interface: words as sparse vectors weighted by BM25, meanings as dense ones, filters inside the
/// search. A failed search or follow throws <see cref="QdrantException"/>; the store is not touched by it, and the next follow goes on.
/// </summary>
public sealed class QdrantIndex : IPassageIndex
{
    /// <summary>A server that is behind by more documents is waited for; fewer are scored here.</summary>
    private const int MostLagging = 500;

    private const int MostAttempts = 8;

    private readonly DocumentStore _store;
    private readonly QdrantClient _client;
    private readonly Collections _collections;
    private readonly Follower _follower;
    private readonly SemaphoreSlim _following = new(1, 1);
    private Followed? _state;
    private int _touched;

    /// <summary>An engine for a store; the server is not asked yet.</summary>
    public QdrantIndex(DocumentStore store, QdrantOptions options)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _client = new QdrantClient(options, store.Time);
        _collections = new Collections(_client, options);
        _follower = new Follower(store, _client, _collections, options);
    }

    /// <inheritdoc/>
    public string Engine => "Qdrant";

    /// <inheritdoc/>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _following.WaitAsync(cancellationToken);
        try
        {
            Volatile.Write(ref _state, await _follower.FollowAsync(() => Interlocked.Increment(ref _touched), cancellationToken));
        }
        finally
        {
            _following.Release();
        }
    }

    /// <summary>The last committed state of the store; what the server has not taken over of it is scored here.</summary>
    public StoreSnapshot BeginRead(CancellationToken cancellationToken) => _store.BeginRead(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Ranking> SearchLexicalAsync(StoreSnapshot snapshot, LexicalQuery query, SearchFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var seen = Sayable(snapshot, filter);
        return seen.Domains.Count == 0 || limit == 0 ? Ranking.Empty : await SearchAsync(snapshot, limit, cancellationToken, async (state, lagging, tally) =>
        {
            lagging.Score(query, seen, state, tally);
            await new ServerSearch(_client, _collections, state, snapshot, seen, lagging.Numbers).LexicalAsync(query, limit, tally, cancellationToken);
        });
    }

    /// <inheritdoc/>
    public async ValueTask<Ranking> SearchDenseAsync(StoreSnapshot snapshot, DenseQuery query, SearchFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(snapshot);
        var seen = Sayable(snapshot, filter);
        if (snapshot.ActiveSpace is not { } space || space.Id != query.Space || seen.Domains.Count == 0 || limit == 0)
        {
            return Ranking.Empty;
        }

        return await SearchAsync(snapshot, limit, cancellationToken, async (state, lagging, tally) =>
        {
            if (state.Space != space.Id)
            {
                return; // The collection of these vectors is still being made; words answer meanwhile.
            }

            lagging.Score(query, seen, space, tally);
            var server = new ServerSearch(_client, _collections, state, snapshot, seen, lagging.Numbers);
            await (query.Unit == RetrievalUnit.Chunk
                ? server.ChunksAsync(query, space, limit, tally, cancellationToken) : server.DocumentsAsync(query, space, limit, tally, cancellationToken));
        });
    }

    /// <inheritdoc/>
    public async ValueTask<IndexCounts> CountAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        var state = _state!;
        Task<long> Units(RetrievalUnit unit) => _collections.CountAsync(state.Collection, Must(Conditions.Match(Fields.Unit, Fields.NameOf(unit))), cancellationToken);
        var vectors = state.Space == 0 ? 0 : await _collections.CountAsync(state.Collection, Must(new JsonObject { ["has_vector"] = Collections.Dense }), cancellationToken);
        return new IndexCounts(await Units(RetrievalUnit.Document), await Units(RetrievalUnit.Chunk), vectors);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _following.Dispose();
        return ValueTask.CompletedTask;
    }

    private static JsonObject Must(JsonObject condition) => new() { ["must"] = new JsonArray(condition) };

    /// <summary>Searches again when the server was touched meanwhile: what is being changed must not be asked for there.</summary>
    private async Task<Ranking> SearchAsync(StoreSnapshot snapshot, int limit, CancellationToken cancellationToken, Func<Followed, LaggingDocuments, Tally, Task> search)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        for (var attempt = 1; ; attempt++)
        {
            var touched = Volatile.Read(ref _touched);
            var state = await StateForAsync(snapshot, cancellationToken);
            var tally = new Tally();
            try
            {
                await search(state, new LaggingDocuments(snapshot, Lagging(snapshot, state)), tally);
            }
            catch (QdrantException) when (attempt < MostAttempts && touched != Volatile.Read(ref _touched))
            {
                continue; // The collection was replaced.
            }

            if (attempt == MostAttempts || touched == Volatile.Read(ref _touched))
            {
                return tally.Ranking(limit);
            }
        }
    }

    private async Task<Followed> StateForAsync(StoreSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _state) is not { } state || (state.Revision < snapshot.Revision && Follower.Changed(snapshot, state.Revision).Count > MostLagging))
        {
            await CatchUpAsync(cancellationToken);
        }

        return Volatile.Read(ref _state)!;
    }

    /// <summary>What changed since the older of both, up to now: the server may be at any of it.</summary>
    private List<long> Lagging(StoreSnapshot snapshot, Followed state)
    {
        using var newest = _store.BeginRead(CancellationToken.None);
        var since = Math.Min(snapshot.Revision, state.Revision);
        return newest.Revision == since ? [] : Follower.Changed(newest, since).FindAll(number => number != 0);
    }

    /// <summary>A filter whose attributes Qdrant has no words for becomes one of document numbers, by the store.</summary>
    private static SearchFilter Sayable(StoreSnapshot snapshot, SearchFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.Attributes is null || Conditions.CanSay(filter.Attributes) ? filter : filter with
        {
            Attributes = null,
            Documents = [.. snapshot.Connection.Rows($"SELECT {DocumentRows.FactColumns} FROM documents ORDER BY number", DocumentRows.ReadFacts, snapshot.Transaction).Where(filter.Sees).Select(facts => facts.Number)],
        };
    }
}
