namespace Experts.Memory;

/// <summary>
/// Character 3- to 5-grams of words with their boundaries (" word "), weighted by TF-IDF over wordings: the count in the
/// question times <c>ln((1 + N) / (1 + df)) + 1</c>. N-grams are known by a 32-bit hash; two that share one count as one.
/// </summary>
/// <remarks>
/// No n-gram crosses a blank, so the vector of a question is the sum of the vectors of its words, and a memory needs to know each
/// different word once: 43,000 wordings of the sample domain are made of some 3,000 words.
/// </remarks>
internal sealed class NgramWeights
{
    private const int Shortest = 3;
    private const int Longest = 5;

    private readonly Dictionary<uint, int> _places = [];
    private readonly int[][] _grams;
    private readonly float[] _weights;
    private readonly int[][] _words;
    private readonly float[] _sum;

    /// <param name="words">Every different word.</param>
    /// <param name="wordings">The words of each wording, by their number.</param>
    public NgramWeights(IReadOnlyList<string> words, WordLists wordings)
    {
        _grams = [.. words.Select(word => Hashes(word).Select(Place).ToArray())];
        _weights = Frequencies(wordings);
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = MathF.Log((1f + wordings.Count) / (1f + _weights[i])) + 1;
        }

        _words = Holders();
        _sum = new float[_weights.Length];
    }

    /// <summary>Length of the vector of some words. Not thread-safe: for building only.</summary>
    public float Norm(ReadOnlySpan<int> words)
    {
        var square = 0f;
        foreach (var word in words)
        {
            foreach (var gram in _grams[word])
            {
                // (s + w)² - s²: the square of the sum grows by this, whatever the order of the grams.
                square += _weights[gram] * ((2 * _sum[gram]) + _weights[gram]);
                _sum[gram] += _weights[gram];
            }
        }

        foreach (var word in words)
        {
            foreach (var gram in _grams[word])
            {
                _sum[gram] = 0;
            }
        }

        return MathF.Sqrt(square);
    }

    /// <summary>What each known word would add to the dot product with a question.</summary>
    /// <param name="question">Words of the question, known or not.</param>
    /// <param name="byWord">One number for each known word; overwritten.</param>
    /// <returns>Length of the question's vector; n-grams that no wording has weigh as much as the rarest.</returns>
    public float Weigh(IEnumerable<string> question, Span<float> byWord)
    {
        byWord.Clear();
        var square = 0f;
        var unknown = MathF.Log(1f + _weights.Length) + 1;
        foreach (var (hash, count) in question.SelectMany(Hashes).CountBy(hash => hash))
        {
            if (!_places.TryGetValue(hash, out var gram))
            {
                square += count * count * unknown * unknown;
                continue;
            }

            var weight = _weights[gram] * count;
            square += weight * weight;
            foreach (var word in _words[gram])
            {
                byWord[word] += weight * _weights[gram];
            }
        }

        return MathF.Sqrt(square);
    }

    /// <summary>Hashes of a word's n-grams (FNV-1a, 32 bits, over UTF-16 units); one that occurs twice is there twice.</summary>
    internal static IEnumerable<uint> Hashes(string word)
    {
        var text = $" {word} ";
        for (var length = Shortest; length <= Longest; length++)
        {
            if (text.Length <= length)
            {
                yield return Hash(text, 0, text.Length);
                yield break;
            }

            for (var from = 0; from + length <= text.Length; from++)
            {
                yield return Hash(text, from, length);
            }
        }
    }

    private static uint Hash(string text, int from, int length)
    {
        var hash = 2166136261u;
        for (var i = from; i < from + length; i++)
        {
            hash = (hash ^ text[i]) * 16777619u;
        }

        return hash;
    }

    private int Place(uint hash)
    {
        if (!_places.TryGetValue(hash, out var place))
        {
            _places[hash] = place = _places.Count;
        }

        return place;
    }

    /// <summary>In how many wordings each n-gram occurs.</summary>
    private float[] Frequencies(WordLists wordings)
    {
        var counts = new float[_places.Count];
        var lastSeen = new int[_places.Count];
        for (var wording = 0; wording < wordings.Count; wording++)
        {
            foreach (var word in wordings[wording])
            {
                foreach (var gram in _grams[word])
                {
                    counts[gram] += lastSeen[gram] == wording + 1 ? 0 : 1;
                    lastSeen[gram] = wording + 1;
                }
            }
        }

        return counts;
    }

    /// <summary>The words that have each n-gram, as often as they have it.</summary>
    private int[][] Holders()
    {
        var holders = new List<int>[_places.Count];
        for (var word = 0; word < _grams.Length; word++)
        {
            foreach (var gram in _grams[word])
            {
                (holders[gram] ??= []).Add(word);
            }
        }

        return [.. holders.Select(list => list.ToArray())];
    }
}
