namespace LanguageModels.Tokenization.Training;

/// <summary>
/// The pairs of all words: how often each is seen and in which words it may stand. Gives the most frequent one, of equals
/// the one with the lower ids. Counts fall without being told to the queue: an entry that is too high is put back lower.
/// </summary>
internal sealed class PairQueue
{
    private readonly Dictionary<ulong, Pair> _pairs = [];
    private readonly PriorityQueue<Pair, (long Count, ulong Key)> _queue = new(Comparer<(long Count, ulong Key)>.Create(MostFrequentFirst));

    /// <summary>Counts a pair up or down in a word. A pair that was counted up has to be offered again.</summary>
    internal Pair Change(int left, int right, long by, int word)
    {
        var key = ((ulong)(uint)left << 32) | (uint)right;
        if (!_pairs.TryGetValue(key, out var pair))
        {
            pair = new Pair(key);
            _pairs.Add(key, pair);
        }

        pair.Count += by;
        if (by > 0 && (pair.Words.Count == 0 || pair.Words[^1] != word))
        {
            pair.Words.Add(word);
        }

        return pair;
    }

    internal void Offer(Pair pair)
    {
        if (pair.Count > 0)
        {
            _queue.Enqueue(pair, (pair.Count, pair.Key));
        }
    }

    internal void OfferAll()
    {
        foreach (var pair in _pairs.Values)
        {
            Offer(pair);
        }
    }

    /// <summary>Takes the most frequent pair; null when there is none.</summary>
    internal Pair? Take()
    {
        while (_queue.TryDequeue(out var pair, out var priority))
        {
            if (_pairs.GetValueOrDefault(pair.Key) != pair)
            {
                continue;
            }

            if (pair.Count == priority.Count)
            {
                _pairs.Remove(pair.Key);
                return pair;
            }

            if (priority.Count > pair.Count)
            {
                Offer(pair);
            }
        }

        return null;
    }

    private static int MostFrequentFirst((long Count, ulong Key) one, (long Count, ulong Key) other) =>
        one.Count != other.Count ? other.Count.CompareTo(one.Count) : one.Key.CompareTo(other.Key);

    /// <summary>A pair of ids.</summary>
    internal sealed class Pair(ulong key)
    {
        internal ulong Key => key;

        internal int Left => (int)(key >> 32);

        internal int Right => (int)(uint)key;

        internal long Count { get; set; }

        /// <summary>Places of words that have or had the pair.</summary>
        internal List<int> Words { get; } = [];
    }
}
