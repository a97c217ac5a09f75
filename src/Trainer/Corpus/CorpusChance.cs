namespace Trainer.Corpus;

/// <summary>
/// Seeded chance (SplitMix64, Steele, Lea and Flood 2014): <see cref="Random"/> does not promise the same sequence in every version of .NET,
/// and a corpus must be the same bytes.
/// </summary>
internal sealed class CorpusChance
{
    private ulong _state;

    /// <param name="seed">Of the whole corpus.</param>
    /// <param name="purpose">Keeps the sequences of different steps apart, so that a change in one leaves the others alone.</param>
    public CorpusChance(ulong seed, string purpose)
    {
        _state = seed;
        foreach (var character in purpose)
        {
            _state = (_state ^ character) * 1099511628211UL;
        }
    }

    /// <summary>0 to <paramref name="limit"/> less one; the bias of the remainder is below limit / 2^64.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A new list in random order (Fisher and Yates).</summary>
    public List<T> Shuffle<T>(IReadOnlyList<T> items)
    {
        List<T> list = [.. items];
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return list;
    }

    private ulong Next()
    {
        var value = _state += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
