namespace Trainer.Training;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014), started from a seed and the place where the numbers are used. A place asked for again gives
/// the same numbers, so a run that resumes needs no saved generators, only counters. Not thread-safe.
/// </summary>
public sealed class SeededNumbers
{
    private ulong _state;

    /// <summary>The numbers of one place.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="purpose">What they are for; two purposes give unrelated numbers.</param>
    /// <param name="place">Which row, round or step.</param>
    public SeededNumbers(ulong seed, ulong purpose, long place)
    {
        _state = seed;
        _state = Next() ^ (purpose * 0xD1B54A32D192ED03);
        _state = Next() ^ (unchecked((ulong)place) * 0x8CB92BA72F3D8DD7);
        Next();
    }

    /// <summary>Uniform over all 64-bit numbers.</summary>
    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="bound"/>): the high half of a 128-bit product; the bias is below bound / 2^64.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>Puts items into a random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
