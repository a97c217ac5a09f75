namespace Experts.Sampling.Json;

/// <summary>Keeps one answer within a grammar. Allocates nothing in states seen before.</summary>
internal sealed class JsonConstraint(TokenVocabulary vocabulary, StateCache cache) : ITokenConstraint
{
    private AutomatonState _state = cache.Start();

    /// <inheritdoc/>
    public void Apply(Span<float> logits)
    {
        var mask = _state.Mask(cache);
        var known = Math.Min(logits.Length, vocabulary.Count);
        for (var word = 0; word * 64 < known; word++)
        {
            if (mask[word] != ulong.MaxValue)
            {
                Forbid(logits[(word * 64)..Math.Min(known, word * 64 + 64)], mask[word]);
            }
        }

        logits[known..].Fill(float.NegativeInfinity);
    }

    /// <inheritdoc/>
    public void Accept(int token)
    {
        if (vocabulary.IsEnd(token))
        {
            return;
        }

        var state = _state;
        foreach (var value in vocabulary.BytesOf(token))
        {
            state = state.Next(value, cache);
        }

        _state = ReferenceEquals(state, AutomatonState.Dead) ? throw new ArgumentException($"Token {token} was not allowed here.", nameof(token)) : state;
    }

    private static void Forbid(Span<float> logits, ulong allowed)
    {
        if (allowed == 0)
        {
            logits.Fill(float.NegativeInfinity);
            return;
        }

        for (var i = 0; i < logits.Length; i++)
        {
            if ((allowed >> i & 1) == 0)
            {
                logits[i] = float.NegativeInfinity;
            }
        }
    }
}
