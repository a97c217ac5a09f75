namespace Experts.Sampling.Json;

/// <summary>The bytes of all tokens as a tree, walked to find those that may follow. One per tokenizer; immutable, thread-safe.</summary>
public sealed class TokenVocabulary
{
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _tokens;
    private readonly int[] _endTokens;
    private readonly HashSet<int> _ends;
    private readonly TokenTree _tree;

    /// <param name="tokens">By id, the UTF-8 bytes that a token appends; empty for tokens that append nothing, which are never allowed.</param>
    /// <param name="endTokens">Tokens that end an answer; their bytes are not looked at.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end token has no place in the vocabulary.</exception>
    public TokenVocabulary(IReadOnlyList<ReadOnlyMemory<byte>> tokens, IEnumerable<int> endTokens)
    {
        _tokens = tokens;
        _ends = [.. endTokens];
        _endTokens = [.. _ends];
        foreach (var token in _endTokens)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(token, nameof(endTokens));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, tokens.Count, nameof(endTokens));
        }

        _tree = new TokenTree(tokens, _ends);
    }

    /// <summary>How many tokens there are.</summary>
    public int Count => _tokens.Count;

    internal bool IsEnd(int token) => _ends.Contains(token);

    internal ReadOnlySpan<byte> BytesOf(int token) => _tokens[token].Span;

    /// <summary>A bit for each token that may follow. End tokens where the text is complete, or where no token of this vocabulary goes on.</summary>
    internal ulong[] MakeMask(AutomatonState state, StateCache cache)
    {
        var mask = new ulong[(Count + 63) / 64];
        if (!_tree.Allow(mask, state, cache) || state.IsComplete)
        {
            foreach (var token in _endTokens)
            {
                TokenTree.Set(mask, token);
            }
        }

        return mask;
    }
}
