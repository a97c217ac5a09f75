using Retrieval.Lexical;
using Retrieval.Stores;

namespace Retrieval.Search;

/// <summary>The words of all indexed chunks, with their vectors: what a question's words can be near to. Immutable; any thread.</summary>
internal sealed class Vocabulary
{
    /// <summary>Words that are compared with a question's; the ones in most chunks win.</summary>
    private const int MaxWords = 50_000;

    /// <summary>Neighbours that are kept of a word.</summary>
    private const int MaxNear = 40;

    private readonly Dictionary<string, int> _chunks = [];
    private readonly List<(string Stem, float[] Vector)> _known = [];
    private readonly double _all;

    /// <param name="words">Words as the index stems them, each with the number of chunks that hold it.</param>
    /// <param name="all">Number of chunks.</param>
    public Vocabulary(IEnumerable<(string Word, int Chunks)> words, int all)
    {
        _all = all;
        foreach (var (word, chunks) in words)
        {
            var stem = EnglishStemmer.Stem(word);
            _chunks[stem] = _chunks.GetValueOrDefault(stem) + chunks;
        }

        _known = [.. _chunks.Keys.Select(stem => (stem, WordVectors.Of(stem)!)).Where(word => word.Item2 is not null && !StopWords.Question.Contains(word.stem))];
    }

    public static Vocabulary Read(StoreSnapshot snapshot)
    {
        var (connection, transaction) = (snapshot.Connection, snapshot.Transaction);
        connection.Run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.chunk_words USING fts5vocab('main', 'chunks_fts', 'row')", transaction);
        var words = connection.Rows("SELECT term, doc FROM temp.chunk_words ORDER BY doc DESC, term LIMIT $n", row => (row.GetString(0), row.GetInt32(1)), transaction, ("$n", MaxWords));
        return new Vocabulary(words, Convert.ToInt32(connection.Scalar("SELECT count(*) FROM chunks", transaction), null));
    }

    /// <summary>Inverse chunk frequency of a stem, BM25 form.</summary>
    public double Idf(string stem)
    {
        var chunks = Math.Min(_chunks.GetValueOrDefault(stem), _all);
        return Math.Log(1 + ((_all - chunks + 0.5) / (chunks + 0.5)));
    }

    /// <summary>The stem itself and the words of the index that are nearest to it in meaning, each with its nearness.</summary>
    public Dictionary<string, double> Near(string stem)
    {
        var near = new Dictionary<string, double> { [stem] = 1 };
        if (WordVectors.Of(stem) is { } vector)
        {
            foreach (var (word, nearness) in _known
                .Select(word => (word.Stem, Nearness: Meaning.Nearness(vector, word.Vector)))
                .Where(word => word.Nearness > 0)
                .OrderByDescending(word => word.Nearness).ThenBy(word => word.Stem, StringComparer.Ordinal)
                .Take(MaxNear))
            {
                near.TryAdd(word, nearness);
            }
        }

        return near;
    }
}
