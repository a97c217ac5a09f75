namespace Experts.Sampling.Json;

/// <summary>Tokens by their bytes as a prefix tree, laid out in preorder so that walking it reads arrays from left to right. Immutable.</summary>
internal sealed class TokenTree
{
    /// <summary>
    /// Most steps worked out for one mask. A usual grammar takes some hundreds; a pattern made to have a state for each text would take one
    /// for each node, and seconds. From here on longer tokens that need more are left out; single bytes never are, so that the answer goes on.
    /// </summary>
    private const int MaximumSteps = 4096;

    private readonly List<byte> _bytes = [];
    private readonly List<int> _depths = [];
    private readonly List<int> _first = [];
    private readonly int[] _same;
    private readonly int[] _skips;
    private int _deepest;

    public TokenTree(IReadOnlyList<ReadOnlyMemory<byte>> tokens, HashSet<int> without)
    {
        _same = new int[tokens.Count];
        var order = Enumerable.Range(0, tokens.Count).Where(token => !tokens[token].IsEmpty && !without.Contains(token)).ToArray();
        Array.Sort(order, (a, b) => tokens[a].Span.SequenceCompareTo(tokens[b].Span) is var sign and not 0 ? sign : a.CompareTo(b));
        ReadOnlySpan<byte> last = [];
        foreach (var token in order)
        {
            Add(tokens[token].Span, last, token);
            last = tokens[token].Span;
        }

        _skips = Skips();
    }

    /// <summary>Sets a token's bit.</summary>
    public static void Set(ulong[] mask, int token) => mask[token >> 6] |= 1UL << token;

    /// <summary>Sets the bits of all tokens that may follow a state.</summary>
    /// <returns>Whether there are any.</returns>
    public bool Allow(ulong[] mask, AutomatonState state, StateCache cache)
    {
        var states = new AutomatonState[_deepest + 1];
        states[0] = state;
        var (any, steps) = (false, 0);
        for (var i = 0; i < _skips.Length;)
        {
            var from = states[_depths[i] - 1];
            steps += from.Knows(_bytes[i]) ? 0 : 1;
            var next = steps <= MaximumSteps || _depths[i] == 1 || from.Knows(_bytes[i]) ? from.Next(_bytes[i], cache) : AutomatonState.Dead;
            if (ReferenceEquals(next, AutomatonState.Dead))
            {
                i = _skips[i];
                continue;
            }

            states[_depths[i]] = next;
            for (var token = _first[i]; token >= 0; token = _same[token])
            {
                Set(mask, token);
                any = true;
            }

            i++;
        }

        return any;
    }

    private void Add(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> last, int token)
    {
        for (var shared = bytes.CommonPrefixLength(last); shared < bytes.Length; shared++)
        {
            _bytes.Add(bytes[shared]);
            _depths.Add(shared + 1);
            _first.Add(-1);
        }

        _deepest = Math.Max(_deepest, bytes.Length);
        (_same[token], _first[^1]) = (_first[^1], token); // sorted, so that a token's node is always the newest
    }

    /// <summary>For each node the first one behind its subtree.</summary>
    private int[] Skips()
    {
        var skips = new int[_depths.Count];
        var open = new Stack<int>();
        for (var i = 0; i < skips.Length; i++)
        {
            while (open.TryPeek(out var top) && _depths[top] >= _depths[i])
            {
                skips[open.Pop()] = i;
            }

            open.Push(i);
        }

        foreach (var node in open)
        {
            skips[node] = skips.Length;
        }

        return skips;
    }
}
