using Retrieval.Embeddings;
using Retrieval.Lexical;
using Retrieval.Stores;

namespace Retrieval.Search;

/// <summary>
/// Ranks whole documents for a question: by BM25 over their full texts, by their own vector and their best chunk's, or by both. May be used
/// from any thread.
/// </summary>
/// <param name="store">The documents.</param>
/// <param name="index">The engine that follows the store.</param>
/// <param name="embedder">Embeds the question.</param>
public sealed class DocumentRanking(DocumentStore store, IPassageIndex index, QuestionEmbedder embedder)
{
    /// <summary>Documents that the words' arm names before fusing; the others it scores 0.</summary>
    private const int LexicalDepth = 1000;

    private const int DenseDepth = 200;

    /// <summary>The best documents, best first.</summary>
    /// <param name="query">What to look for; its limit counts documents.</param>
    /// <param name="arms">What ranks. Without vectors in the store, or without a model for them, words rank alone.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<RankedDocument>> RankAsync(SearchQuery query, SearchArms arms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var snapshot = store.BeginRead(cancellationToken);
        var scores = await ScoreAsync(snapshot, query.Text, query.Filter, arms, cancellationToken);
        var best = scores.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(query.Limit).ToList();
        var ids = DocumentRows.Ids(snapshot, best.Select(pair => pair.Key));
        return [.. best.Where(pair => ids.ContainsKey(pair.Key)).Select(pair => new RankedDocument(pair.Key, ids[pair.Key], pair.Value))];
    }

    /// <summary>Scores of the documents that an arm found, by number.</summary>
    internal async Task<IReadOnlyDictionary<long, double>> ScoreAsync(
        StoreSnapshot snapshot, string text, SearchFilter filter, SearchArms arms, CancellationToken cancellationToken)
    {
        var question = arms == SearchArms.Lexical ? null : await embedder.EmbedAsync(snapshot, text, cancellationToken);
        var words = Tokenizer.Tokenize(text).ConvertAll(token => token.Text);
        var lexical = arms == SearchArms.Dense && question is not null
            ? Ranking.Empty
            : await index.SearchLexicalAsync(snapshot, new LexicalQuery(words, RetrievalUnit.Document), filter, LexicalDepth, cancellationToken);
        if (question is null)
        {
            return Scores(lexical);
        }

        var asked = new DenseQuery(question.Space, question.Vector, RetrievalUnit.Document);
        var dense = await index.SearchDenseAsync(snapshot, asked, filter, DenseDepth, cancellationToken);
        return arms == SearchArms.Dense ? Scores(dense) : await FuseAsync(snapshot, asked, filter, lexical, dense, cancellationToken);
    }

    private async Task<Dictionary<long, double>> FuseAsync(
        StoreSnapshot snapshot, DenseQuery asked, SearchFilter filter, Ranking lexical, Ranking dense, CancellationToken cancellationToken)
    {
        var found = dense.Hits.Select(hit => hit.Id).ToHashSet();
        long[] others = [.. lexical.Hits.Take(DenseDepth).Select(hit => hit.Id).Where(id => !found.Contains(id)).Order()];
        var also = others.Length == 0
            ? Ranking.Empty
            : await index.SearchDenseAsync(snapshot, asked, filter with { Documents = others }, others.Length, cancellationToken);
        return ZFusion.Fuse(lexical, dense, Scores(also));
    }

    private static Dictionary<long, double> Scores(Ranking ranking) => ranking.Hits.ToDictionary(hit => hit.Id, hit => hit.Score);
}
