namespace Retrieval.Stores.Embedded;

/// <summary>
/// The engine inside the process: words in the store's own SQLite file (FTS5), vectors as eight-bit codes in memory. A search reads one
/// immutable state; only taking over a change waits, and then for what changed alone.
/// </summary>
public sealed class EmbeddedIndex : IPassageIndex
{
    private readonly DocumentStore _store;
    private readonly Lock _following = new();
    private IndexState _newest = IndexState.Empty;

    /// <summary>An engine for a store; nothing is read yet.</summary>
    public EmbeddedIndex(DocumentStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <inheritdoc/>
    public string Engine => "Embedded";

    /// <inheritdoc/>
    public Task CatchUpAsync(CancellationToken cancellationToken) => Task.Run(() => BeginRead(cancellationToken).Dispose(), cancellationToken);

    /// <inheritdoc/>
    public StoreSnapshot BeginRead(CancellationToken cancellationToken)
    {
        while (true)
        {
            var snapshot = _store.BeginRead(cancellationToken);
            if (HasState(snapshot))
            {
                return snapshot;
            }

            snapshot.Dispose(); // Another thread has taken over a later state meanwhile.
        }
    }

    /// <inheritdoc/>
    public ValueTask<Ranking> SearchLexicalAsync(StoreSnapshot snapshot, LexicalQuery query, SearchFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var state = StateOf(snapshot);
        var scope = state.ScopeOf(filter);
        return ValueTask.FromResult(scope.Count == 0 ? Ranking.Empty
            : query.Unit == RetrievalUnit.Document ? new DocumentSearch(snapshot, state, scope).Find(query.Words, limit)
            : new ChunkSearch(snapshot, state, scope).Find(query.Words, limit));
    }

    /// <inheritdoc/>
    public ValueTask<Ranking> SearchDenseAsync(StoreSnapshot snapshot, DenseQuery query, SearchFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var state = StateOf(snapshot);
        return ValueTask.FromResult(state.Vectors is { } vectors && vectors.Space.Id == query.Space
            ? new DenseSearch(vectors, state.ScopeOf(filter), query).Find(snapshot, limit, cancellationToken)
            : Ranking.Empty);
    }

    /// <inheritdoc/>
    public ValueTask<IndexCounts> CountAsync(CancellationToken cancellationToken)
    {
        using var snapshot = BeginRead(cancellationToken);
        var state = StateOf(snapshot);
        return ValueTask.FromResult(new IndexCounts(state.Catalogue.Documents.Length, state.Chunks, state.Vectors?.Count ?? 0));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IndexState StateOf(StoreSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        // A snapshot that was begun at the store itself: read for it alone.
        return (IndexState)(snapshot.EngineState ??= StateReader.Read(snapshot, IndexState.Empty));
    }

    /// <summary>Gives a snapshot the state of its revision, which is read when nobody was at it yet; false when it is older than the newest.</summary>
    private bool HasState(StoreSnapshot snapshot)
    {
        var newest = Volatile.Read(ref _newest);
        if (newest.Catalogue.Revision < snapshot.Revision)
        {
            newest = Follow(snapshot);
        }

        snapshot.EngineState = newest;
        return newest.Catalogue.Revision == snapshot.Revision;
    }

    private IndexState Follow(StoreSnapshot snapshot)
    {
        lock (_following)
        {
            if (_newest.Catalogue.Revision < snapshot.Revision)
            {
                Volatile.Write(ref _newest, StateReader.Read(snapshot, _newest));
            }

            return _newest;
        }
    }
}
