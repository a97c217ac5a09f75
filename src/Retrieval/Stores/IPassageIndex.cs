namespace Retrieval.Stores;

/// <summary>
/// A search engine over the documents of a <see cref="DocumentStore"/>. The store is the truth: texts, metadata, access labels and
/// vectors are written there in one transaction, and the engine follows its changes (<see cref="CatchUpAsync"/>). So a killed
/// process leaves a whole prefix of the operations, whatever the engine, and a result counts only while the store still holds its
/// document. May be used from any thread.
/// </summary>
public interface IPassageIndex : IAsyncDisposable
{
    /// <summary>Name of the engine, as <c>Retrieval:Store</c> gives it.</summary>
    string Engine { get; }

    /// <summary>
    /// Takes over what changed in the store: documents that came, went or were replaced, and vectors. When it returns, nothing of a
    /// document that is gone can be found or is held.
    /// </summary>
    Task CatchUpAsync(CancellationToken cancellationToken);

    /// <summary>The units that hold words of the query.</summary>
    /// <param name="snapshot">The state of the store that results are to belong to.</param>
    /// <param name="query">What to look for.</param>
    /// <param name="filter">Applied before anything is scored.</param>
    /// <param name="limit">Most hits.</param>
    /// <param name="cancellationToken">Ends the search, also in its middle.</param>
    ValueTask<Ranking> SearchLexicalAsync(StoreSnapshot snapshot, LexicalQuery query, SearchFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>The units that are nearest to a vector; superseded ones among them. Documents without vectors yet are not found.</summary>
    /// <param name="snapshot">The state of the store that results are to belong to.</param>
    /// <param name="query">Where to look.</param>
    /// <param name="filter">Applied before anything is scored.</param>
    /// <param name="limit">Most hits.</param>
    /// <param name="cancellationToken">Ends the search, also in its middle.</param>
    ValueTask<Ranking> SearchDenseAsync(StoreSnapshot snapshot, DenseQuery query, SearchFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>What the engine holds now.</summary>
    ValueTask<IndexCounts> CountAsync(CancellationToken cancellationToken);
}
