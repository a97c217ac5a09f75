using System.Buffers;
using Retrieval.Lexical;
using Retrieval.Vectors;

namespace Retrieval.Stores.Embedded;

/// <summary>
/// BM25 over whole documents, in Lucene's form: idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5)), score = sum of idf * tf / (tf + k1 (1 - b + b
/// length / mean length)). The occurrences come from FTS5's index; counts and lengths are those of the documents that the filter lets
/// through, so that no score tells of others.
/// </summary>
internal sealed class DocumentSearch(StoreSnapshot snapshot, IndexState state, Scope scope)
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    /// <summary>Words of a query that are used; the first ones win.</summary>
    private const int MaxWords = 256;

    public Ranking Find(IReadOnlyList<string> words, int limit)
    {
        var catalogue = state.Catalogue.Documents;
        var scores = ArrayPool<double>.Shared.Rent(Math.Max(1, catalogue.Length));
        try
        {
            scores.AsSpan(0, catalogue.Length).Clear();
            foreach (var stemming in new[] { true, false })
            {
                Add(words, stemming, scores);
            }

            return Rank(catalogue, scores, limit);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scores);
        }
    }

    private void Add(IReadOnlyList<string> words, bool stemming, double[] scores)
    {
        var (documents, length) = scope.Lengths(stemming);
        if (documents == 0)
        {
            return;
        }

        var mean = (double)length / documents;
        foreach (var (word, times) in IndexedWords.Of(words.Take(MaxWords), stemming).CountBy(word => word))
        {
            var held = Occurrences(word, stemming);
            var idf = times * Math.Log(1 + ((documents - held.Count + 0.5) / (held.Count + 0.5)));
            foreach (var (document, count) in held)
            {
                scores[document] += idf * count / (count + (K1 * (1 - B + (B * state.Catalogue.Documents[document].Length / mean))));
            }
        }
    }

    /// <summary>The seen documents that hold a word, by their places, and how often.</summary>
    private List<(int Document, int Count)> Occurrences(string word, bool stemming)
    {
        var held = new List<(int Document, int Count)>();
        using var command = snapshot.Connection.Command("SELECT doc FROM document_occurrences WHERE term = $t", snapshot.Transaction, ("$t", word));
        using var reader = command.ExecuteReader();
        var (last, place) = (-1L, -1);
        while (reader.Read())
        {
            var number = reader.GetInt64(0);
            if (number != last)
            {
                (last, place) = (number, Place(number, stemming));
                if (place >= 0)
                {
                    held.Add((place, 0));
                }
            }

            if (place >= 0)
            {
                held[^1] = (place, held[^1].Count + 1);
            }
        }

        return held;
    }

    private int Place(long number, bool stemming) =>
        state.Catalogue.Find(number) is >= 0 and var at && scope[at] && state.IsStemming(state.Catalogue.Documents[at].Domain) == stemming ? at : -1;

    private Ranking Rank(ReadOnlySpan<DocumentFacts> documents, double[] scores, int limit)
    {
        var best = new BestHits<long>(limit);
        var (sum, squares) = (0.0, 0.0);
        for (var at = 0; at < documents.Length; at++)
        {
            var score = scores[at];
            if (score <= 0)
            {
                continue;
            }

            (sum, squares) = (sum + score, squares + (score * score));
            if (best.Wants(score))
            {
                best.Add(documents[at].Number, score, documents[at].Number);
            }
        }

        return Moments.Ranking(best.Take().Select(hit => new Hit(hit.Item, hit.Score)), sum, squares, scope.Count);
    }
}
