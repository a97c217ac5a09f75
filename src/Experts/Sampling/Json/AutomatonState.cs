namespace Experts.Sampling.Json;

/// <summary>
/// All places an unfinished text may be at. Knows what every byte leads to and which tokens may follow once these were asked for.
/// Thread-safe: what is worked out twice is the same.
/// </summary>
internal sealed class AutomatonState(Frame[] frames, bool isComplete, int hash) : IEquatable<AutomatonState>
{
    private AutomatonState?[]? _next;
    private ulong[]? _mask;

    /// <summary>What no text leads to.</summary>
    public static AutomatonState Dead { get; } = new([], false, 0);

    /// <summary>Whether the text may end here.</summary>
    public bool IsComplete => isComplete;

    public Frame[] Frames => frames;

    /// <summary>A bit for each allowed token, worked out if need be.</summary>
    public ulong[] Mask(StateCache cache) => Volatile.Read(ref _mask) ?? MakeMask(cache);

    /// <summary>Where a byte leads; <see cref="Dead"/> where it is not allowed.</summary>
    public AutomatonState Next(byte value, StateCache cache)
    {
        var next = Volatile.Read(ref _next) ?? MakeNext();
        return Volatile.Read(ref next[value]) ?? Step(next, value, cache);
    }

    /// <summary>Whether <see cref="Next"/> has the answer at hand.</summary>
    public bool Knows(byte value) => Volatile.Read(ref _next) is { } next && Volatile.Read(ref next[value]) is not null;

    public bool Equals(AutomatonState? other) =>
        other is not null && other.GetHashCode() == hash && other.IsComplete == isComplete && frames.AsSpan().SequenceEqual(other.Frames);

    public override bool Equals(object? obj) => Equals(obj as AutomatonState);

    public override int GetHashCode() => hash;

    private AutomatonState?[] MakeNext()
    {
        var made = new AutomatonState?[256];
        return Interlocked.CompareExchange(ref _next, made, null) ?? made;
    }

    private AutomatonState Step(AutomatonState?[] next, byte value, StateCache cache)
    {
        var state = cache.Step(this, value);
        Volatile.Write(ref next[value], state);
        return state;
    }

    private ulong[] MakeMask(StateCache cache)
    {
        var mask = cache.MakeMask(this);
        Volatile.Write(ref _mask, mask);
        return mask;
    }
}
