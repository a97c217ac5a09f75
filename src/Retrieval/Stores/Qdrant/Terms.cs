using System.Text;
using Retrieval.Lexical;

namespace Retrieval.Stores.Qdrant;

/// <summary>
/// Words as a sparse vector: a word's place is a hash of 32 bits, its value what BM25 (k1 = 1.2, b = 0.75) makes of how often it stands there. The
/// rarity of a word (idf) is the server's part, over what the search may see. Stems, plain words and the stems of chunks do not meet.
/// </summary>
internal static class Terms
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    /// <summary>Words of a query that are used; the first ones win.</summary>
    private const int MaxWords = 256;

    /// <summary>The words of a whole document.</summary>
    public static Dictionary<uint, double> OfDocument(string title, string text, bool stemming, int length, double mean)
    {
        var counts = IndexedWords.Of($"{title}\n{text}", stemming).CountBy(word => Place(stemming ? 's' : 'p', word));
        return counts.ToDictionary(pair => pair.Key, pair => Weight(pair.Value, length, mean));
    }

    /// <summary>The words of a chunk; one in the headings above counts twice. Scaled as FTS5 scales.</summary>
    public static Dictionary<uint, double> OfChunk(string titlePath, string text, double mean)
    {
        var counts = new Dictionary<uint, double>();
        var (above, own) = (Stems(titlePath), Stems(text));
        foreach (var (words, weight) in new[] { (above, 2.0), (own, 1.0) })
        {
            foreach (var word in words)
            {
                var place = Place('c', word);
                counts[place] = counts.GetValueOrDefault(place) + weight;
            }
        }

        return counts.ToDictionary(pair => pair.Key, pair => (K1 + 1) * Weight(pair.Value, above.Count + own.Count, mean));
    }

    /// <summary>Number of words of a chunk, as its weights see it.</summary>
    public static int LengthOfChunk(string titlePath, string text) => Stems(titlePath).Count + Stems(text).Count;

    /// <summary>The words of a query; the values are how often they stand in it.</summary>
    public static Dictionary<uint, double> OfQuery(LexicalQuery query)
    {
        var words = query.Words.Take(MaxWords).ToList();
        var places = query.Unit == RetrievalUnit.Chunk
            ? words.Distinct().Select(word => Place('c', EnglishStemmer.Stem(word))).Distinct()
            : IndexedWords.Of(words, true).Select(word => Place('s', word)).Concat(IndexedWords.Of(words, false).Select(word => Place('p', word)));
        return places.CountBy(place => place).ToDictionary(pair => pair.Key, pair => (double)pair.Value);
    }

    private static List<string> Stems(string text) => Tokenizer.Tokenize(text).ConvertAll(token => EnglishStemmer.Stem(token.Text));

    private static double Weight(double count, int length, double mean) => count / (count + (K1 * (1 - B + (B * length / Math.Max(1, mean)))));

    /// <summary>FNV-1a.</summary>
    private static uint Place(char kind, string word)
    {
        var hash = (2166136261u ^ kind) * 16777619u;
        foreach (var one in Encoding.UTF8.GetBytes(word))
        {
            hash = (hash ^ one) * 16777619u;
        }

        return hash;
    }
}
