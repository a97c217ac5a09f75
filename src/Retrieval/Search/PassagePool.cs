using Retrieval.Documents;
using Retrieval.Stores;

namespace Retrieval.Search;

/// <summary>Gathers the passages that may answer a question. Any thread.</summary>
internal sealed class PassagePool(IPassageIndex index)
{
    private const int PoolSize = 60;
    private const int NearPoolSize = 120;
    private const int MaxDocuments = 6;
    private const int MaxSiblings = 200;

    private KnownVocabulary? _vocabulary;

    /// <summary>The words of the index; kept until the index changes.</summary>
    public Vocabulary VocabularyOf(StoreSnapshot snapshot)
    {
        var known = Volatile.Read(ref _vocabulary);
        if (known is null || known.Revision != snapshot.Revision)
        {
            known = new KnownVocabulary(snapshot.Revision, Vocabulary.Read(snapshot));
            Volatile.Write(ref _vocabulary, known);
        }

        return known.Words;
    }

    /// <summary>The passages that match, those that match in other words, and the other passages of the documents that match best.</summary>
    public async Task<List<Passage>> GatherAsync(StoreSnapshot snapshot, SearchQuery query, string text, AskedWords asked, CancellationToken cancellationToken)
    {
        var matching = await MatchingAsync(snapshot, query, SearchWords.Of(text), Math.Max(PoolSize, query.Limit), cancellationToken);
        var found = matching.Select(p => p.ChunkId).ToHashSet();
        var near = await MatchingAsync(snapshot, query, SearchWords.Near(asked.Words), NearPoolSize, cancellationToken);
        var documents = matching.Select(p => p.DocumentId).Distinct().Take(MaxDocuments).Concat(near.Select(p => p.DocumentId).Distinct().Take(MaxDocuments)).Distinct().ToList();
        var siblings = documents.Count == 0 ? [] : PassageRows.OfDocuments(snapshot, documents, query.AsOf, MaxSiblings);
        return [.. matching, .. near.Select(p => p with { Score = 0 }).Concat(siblings).Where(p => found.Add(p.ChunkId))];
    }

    /// <summary>Superseded passages take only the places that the others leave.</summary>
    private async Task<List<Passage>> MatchingAsync(StoreSnapshot snapshot, SearchQuery query, IReadOnlyList<string> words, int limit, CancellationToken cancellationToken)
    {
        if (words.Count == 0)
        {
            return [];
        }

        var lexical = new LexicalQuery(words, RetrievalUnit.Chunk);
        var hits = (await index.SearchLexicalAsync(snapshot, lexical, query.Filter with { Superseded = false }, limit, cancellationToken)).Hits;
        if (hits.Length < limit)
        {
            hits = [.. hits, .. (await index.SearchLexicalAsync(snapshot, lexical, query.Filter with { Superseded = true }, limit - hits.Length, cancellationToken)).Hits];
        }

        return PassageRows.Of(snapshot, hits, query.AsOf);
    }

    private sealed record KnownVocabulary(long Revision, Vocabulary Words);
}
