namespace Trainer.Backends;

/// <summary>Random numbers for a tensor, by the seed of the run and the tensor's name: the same on every machine and in any order.</summary>
internal struct SeededNormal
{
    private ulong _state;

    public SeededNormal(ulong seed, string name)
    {
        var hash = 14695981039346656037UL; // FNV-1a
        foreach (var character in name)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        _state = seed ^ hash;
    }

    /// <summary>Fills with normal numbers (Box-Muller).</summary>
    public void FillNormal(Span<float> values, double deviation)
    {
        foreach (ref var value in values)
        {
            var (radius, angle) = (Math.Sqrt(-2 * Math.Log(1 - Uniform())), 2 * Math.PI * Uniform());
            value = (float)(deviation * radius * Math.Cos(angle));
        }
    }

    /// <summary>Fills with numbers between minus and plus a bound.</summary>
    public void FillUniform(Span<float> values, double bound)
    {
        foreach (ref var value in values)
        {
            value = (float)(bound * (2 * Uniform() - 1));
        }
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014), as a number of 53 bits in [0, 1).</summary>
    private double Uniform()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
