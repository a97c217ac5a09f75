using System.Numerics.Tensors;
using Retrieval.Documents;
using Retrieval.Embeddings;
using Retrieval.Stores;

namespace Retrieval.Search;

/// <summary>
/// Joins the nearest passages to those that words found, and orders all: the weighted features (log odds that a passage answers) plus the
/// passage's cosine in deviations from the mean of all. The features are the second stage: they look into the sentences of what both arms
/// found.
/// </summary>
internal sealed class DensePassages(IPassageIndex index)
{
    /// <summary>Log odds that one deviation of the cosine adds; see bench/results/retrieval.md for what other values give.</summary>
    public const double Weight = 0.5;

    private const int PoolSize = 60;

    public Task<IEnumerable<Passage>> FuseAsync(
        StoreSnapshot snapshot, SearchQuery query, EmbeddedQuestion question, PassageSearch.Found found, CancellationToken cancellationToken) =>
        FuseAsync(snapshot, query, question, found, Weight, cancellationToken);

    /// <inheritdoc cref="FuseAsync(StoreSnapshot, SearchQuery, EmbeddedQuestion, PassageSearch.Found, CancellationToken)"/>
    /// <param name="snapshot">State to search.</param>
    /// <param name="query">Its filter.</param>
    /// <param name="question">Where to look.</param>
    /// <param name="found">What words found.</param>
    /// <param name="weight">Log odds of one deviation.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IEnumerable<Passage>> FuseAsync(
        StoreSnapshot snapshot, SearchQuery query, EmbeddedQuestion question, PassageSearch.Found found, double weight, CancellationToken cancellationToken)
    {
        var asked = new DenseQuery(question.Space, question.Vector, RetrievalUnit.Chunk);
        var near = await index.SearchDenseAsync(snapshot, asked, query.Filter with { Superseded = false }, PoolSize, cancellationToken);
        if (near.Hits.IsEmpty)
        {
            return PassageRanking.Order(found.Asked, found.Pool); // There are no vectors yet.
        }

        var known = found.Pool.Select(p => p.ChunkId).ToHashSet();
        var more = PassageRows.Of(snapshot, [.. near.Hits.Where(hit => !known.Contains(hit.Id))], query.AsOf);
        var pool = PassageRanking.Order(found.Asked, [.. found.Pool, .. more.Select(p => p with { Score = 0 })]).ToList();
        var cosines = Cosines(snapshot, question, pool);
        return pool
            .Select(p => p with { Score = p.Score + (weight * ZFusion.Z(cosines.GetValueOrDefault(p.ChunkId, near.Mean), near)) })
            .OrderBy(p => p.Superseded)
            .ThenByDescending(p => p.Score)
            .ThenBy(p => p.DocumentId, StringComparer.Ordinal)
            .ThenBy(p => p.Start);
    }

    /// <summary>Cosines of the passages whose document has its vectors.</summary>
    private static Dictionary<long, double> Cosines(StoreSnapshot snapshot, EmbeddedQuestion question, List<Passage> pool)
    {
        var cosines = new Dictionary<long, double>(pool.Count);
        if (snapshot.ActiveSpace is not { } space || space.Id != question.Space)
        {
            return cosines;
        }

        using var vectors = new StoredVectors(snapshot, space);
        foreach (var passage in pool)
        {
            if (vectors.Of(passage.ChunkId) is { } vector)
            {
                cosines[passage.ChunkId] = TensorPrimitives.Dot(question.Vector.Span, vector);
            }
        }

        return cosines;
    }
}
