using Retrieval.Vectors;

namespace Retrieval.Stores.Embedded;

/// <summary>BM25 of FTS5 over chunks; a word in a title or heading says more about a passage than one in its prose: weight 2 against 1.</summary>
internal sealed class ChunkSearch(StoreSnapshot snapshot, IndexState state, Scope scope)
{
    /// <summary>Distinct words of a query that are used; the first ones win. Time grows with each word.</summary>
    private const int MaxWords = 128;

    public Ranking Find(IReadOnlyList<string> words, int limit)
    {
        // Only letters and digits reach FTS5, each word in quotes: no operator of the user's text can.
        var match = string.Join(" OR ", words.Distinct().Take(MaxWords).Where(word => word.All(char.IsLetterOrDigit)).Select(word => $"\"{word}\""));
        return match.Length == 0 ? Ranking.Empty : Find(match, limit);
    }

    private Ranking Find(string match, int limit)
    {
        var best = new BestHits<long>(limit);
        var (sum, squares) = (0.0, 0.0);
        using var command = snapshot.Connection.Command("SELECT rowid, -bm25(chunks_fts, 2.0, 1.0) FROM chunks_fts WHERE chunks_fts MATCH $m", snapshot.Transaction, ("$m", match));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var chunk = reader.GetInt64(0);
            if (state.Catalogue.FindChunk(chunk) is not (>= 0 and var document) || !scope[document])
            {
                continue;
            }

            var score = reader.GetDouble(1);
            (sum, squares) = (sum + score, squares + (score * score));
            if (best.Wants(score))
            {
                best.Add(chunk, score, chunk);
            }
        }

        return Moments.Ranking(best.Take().Select(hit => new Hit(hit.Item, hit.Score)), sum, squares, scope.Chunks);
    }
}
