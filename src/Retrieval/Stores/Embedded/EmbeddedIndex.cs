namespace Retrieval.Stores.Embedded;

/// <summary>
/// The engine inside the process: words in the store's own SQLite file (FTS5), vectors as eight-bit codes in memory. A search reads one
/// immutable state; only taking over a change waits, and then for what changed alone.
/// </summary>
public sealed class EmbeddedIndex : IPassageIndex
{
    /// <summary>States that a search may still want whose snapshot is a little older than the newest.</summary>
    private const int KeptStates = 4;

    private readonly DocumentStore _store;
    private readonly Lock _following = new();
    private IndexState[] _states = [IndexState.Empty];

    /// <summary>An engine for a store; nothing is read yet.</summary>
    public EmbeddedIndex(DocumentStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <inheritdoc/>
    public string Engine => "Embedded";

    /// <inheritdoc/>
    public Task CatchUpAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            using var snapshot = _store.BeginRead(cancellationToken);
            var newest = StateAt(snapshot);
            Volatile.Write(ref _states, [newest]); // Lets go of what is gone.
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Ranking> SearchLexicalAsync(StoreSnapshot snapshot, LexicalQuery query, SearchFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var state = StateAt(snapshot);
        var scope = state.ScopeOf(filter);
        return ValueTask.FromResult(scope.Count == 0 ? Ranking.Empty
            : query.Unit == RetrievalUnit.Document ? new DocumentSearch(snapshot, state, scope).Find(query.Words, limit)
            : new ChunkSearch(snapshot, state, scope).Find(query.Words, limit));
    }

    /// <inheritdoc/>
    public ValueTask<Ranking> SearchDenseAsync(StoreSnapshot snapshot, DenseQuery query, SearchFilter filter, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var state = StateAt(snapshot);
        return ValueTask.FromResult(state.Vectors is { } vectors && vectors.Space.Id == query.Space
            ? new DenseSearch(vectors, state.ScopeOf(filter), query).Find(snapshot, limit, cancellationToken)
            : Ranking.Empty);
    }

    /// <inheritdoc/>
    public ValueTask<IndexCounts> CountAsync(CancellationToken cancellationToken)
    {
        using var snapshot = _store.BeginRead(cancellationToken);
        var state = StateAt(snapshot);
        return ValueTask.FromResult(new IndexCounts(state.Catalogue.Documents.Length, state.Chunks, state.Vectors?.Count ?? 0));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The state of a snapshot's revision, read from the snapshot when nobody was at it yet.</summary>
    private IndexState StateAt(StoreSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Known(snapshot.Revision) ?? Follow(snapshot);
    }

    private IndexState? Known(long revision)
    {
        foreach (var state in Volatile.Read(ref _states))
        {
            if (state.Catalogue.Revision == revision)
            {
                return state;
            }
        }

        return null;
    }

    private IndexState Follow(StoreSnapshot snapshot)
    {
        lock (_following)
        {
            if (Known(snapshot.Revision) is { } known)
            {
                return known;
            }

            var newest = _states[0];
            if (newest.Catalogue.Revision > snapshot.Revision)
            {
                return StateReader.Read(snapshot, IndexState.Empty); // A snapshot older than all that are kept: for itself alone.
            }

            var state = StateReader.Read(snapshot, newest);
            Volatile.Write(ref _states, [state, .. _states.Take(KeptStates - 1)]);
            return state;
        }
    }
}
