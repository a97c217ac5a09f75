using System.Collections.Concurrent;

namespace Experts.Sampling.Json;

/// <summary>
/// The states of one grammar over one vocabulary, made when first needed. Bounded: when it is full a new generation begins, and the old
/// one is collected when no answer holds a state of it. Thread-safe.
/// </summary>
internal sealed class StateCache(Network network, TokenVocabulary vocabulary)
{
    private const int MaximumStates = 8192;
    private const long MaximumMaskWords = 4L << 20; // 32 MiB

    // A state with its entry and its table of 256 ways on; a stack entry with its reference. Objects of a 64-bit runtime.
    private const int StateBytes = 2_250, FrameBytes = 56;

    private Generation _generation = new();

    /// <summary>Before the first byte.</summary>
    public AutomatonState Start()
    {
        var generation = Volatile.Read(ref _generation);
        return generation.Start ??= Make(generation, Begin());
    }

    /// <summary>States now held, for tests.</summary>
    public int Count => _generation.States.Count;

    /// <summary>Bytes of the states now held and of what they know: a close estimate from the sizes of their parts.</summary>
    public long Bytes => Interlocked.Read(ref Volatile.Read(ref _generation).Bytes);

    /// <summary>Where a byte leads from a state.</summary>
    public AutomatonState Step(AutomatonState state, byte value)
    {
        var closure = new Closure(network);
        foreach (var frame in state.Frames)
        {
            foreach (var edge in network[frame.Node].Bytes)
            {
                if (value >= edge.Least && value <= edge.Most)
                {
                    closure.Add(edge.To, frame.Parent, frame.Depth);
                }
            }
        }

        return Make(Current(), closure);
    }

    /// <summary>Walks all tokens from a state.</summary>
    public ulong[] MakeMask(AutomatonState state)
    {
        var mask = vocabulary.MakeMask(state, this);
        var generation = Current();
        Interlocked.Add(ref generation.MaskWords, mask.Length);
        Interlocked.Add(ref generation.Bytes, mask.Length * sizeof(ulong));
        return mask;
    }

    private Closure Begin()
    {
        var closure = new Closure(network);
        closure.Add(network.Root.Start, null, network.RootDepth);
        return closure;
    }

    private Generation Current()
    {
        var generation = Volatile.Read(ref _generation);
        if (generation.Made < MaximumStates && Interlocked.Read(ref generation.MaskWords) < MaximumMaskWords)
        {
            return generation;
        }

        var fresh = new Generation();
        var seen = Interlocked.CompareExchange(ref _generation, fresh, generation);
        return seen == generation ? fresh : seen;
    }

    private static AutomatonState Make(Generation generation, Closure closure)
    {
        var (frames, isComplete) = closure.Find();
        if (frames.Length == 0 && !isComplete)
        {
            return AutomatonState.Dead;
        }

        var hash = new HashCode();
        foreach (var frame in frames)
        {
            hash.Add(frame.GetHashCode());
        }

        hash.Add(isComplete);
        var made = new AutomatonState(frames, isComplete, hash.ToHashCode());
        var kept = generation.States.GetOrAdd(made, made);
        if (ReferenceEquals(kept, made))
        {
            Interlocked.Increment(ref generation.Made);
            Interlocked.Add(ref generation.Bytes, StateBytes + (FrameBytes * frames.Length));
        }

        return kept;
    }

    private sealed class Generation
    {
        public int Made;
        public long MaskWords;
        public long Bytes;

        public ConcurrentDictionary<AutomatonState, AutomatonState> States { get; } = new();

        public AutomatonState? Start { get; set; }
    }
}
