using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>Several sources in given shares of the tokens, from start to end: the next one is that which is furthest behind its share.</summary>
/// <typeparam name="TSource">What is mixed.</typeparam>
internal sealed class Mixture<TSource>
    where TSource : IPositioned
{
    private readonly ImmutableArray<TSource> _parts;
    private readonly double[] _shares;
    private readonly long[] _tokens;

    /// <summary>Mixes sources.</summary>
    /// <param name="parts">The sources and their shares, which need not sum to 1; none is negative, one is positive.</param>
    public Mixture(ImmutableArray<(TSource Source, double Share)> parts)
    {
        var total = Shares.Total([.. parts.Select(part => part.Share)]);
        _parts = [.. parts.Select(part => part.Source)];
        _shares = [.. parts.Select(part => part.Share / total)];
        _tokens = new long[parts.Length];
    }

    /// <summary>The tokens of each part, then the positions of the parts.</summary>
    public ImmutableArray<long> Position => [.. _tokens, .. _parts.SelectMany(part => part.Position)];

    /// <summary>Goes to a position that <see cref="Position"/> gave.</summary>
    public void MoveTo(ReadOnlySpan<long> position)
    {
        position[.._tokens.Length].CopyTo(_tokens);
        var rest = position[_tokens.Length..];
        foreach (var part in _parts)
        {
            var counters = part.Position.Length;
            part.MoveTo(rest[..counters]);
            rest = rest[counters..];
        }
    }

    /// <summary>Takes the next piece of the source whose turn it is.</summary>
    /// <param name="next">Takes one from a source.</param>
    /// <param name="tokensOf">What it counts for.</param>
    public TPiece Next<TPiece>(Func<TSource, TPiece> next, Func<TPiece, int> tokensOf)
    {
        var part = Shares.FurthestBehind(_tokens, _shares);
        var piece = next(_parts[part]);
        _tokens[part] += tokensOf(piece);
        return piece;
    }
}
