namespace Generator.Composition;

/// <summary>
/// Seeded chance (SplitMix64, Steele, Lea and Flood 2014), written out because <see cref="Random"/> does not promise
/// the same sequence in every version of .NET and the documents must come out identical byte for byte.
/// </summary>
internal sealed class Chance
{
    private ulong _state;

    /// <summary>The name seeds the sequence (FNV-1a), so that a change in one place leaves all others alone.</summary>
    public Chance(string name)
    {
        _state = 14695981039346656037UL;
        foreach (var c in name)
            _state = (_state ^ c) * 1099511628211UL;
    }

    public int Below(int limit) => (int)(Next() % (ulong)limit);

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }
        return list;
    }

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
