using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>
/// Rows of several sources in given shares of the tokens: the next row is one of the source that is furthest behind its share.
/// </summary>
public sealed class MixedRows : IRowSource
{
    private readonly ImmutableArray<IRowSource> _parts;
    private readonly double[] _shares;
    private readonly long[] _tokens;

    /// <summary>Mixes sources.</summary>
    /// <param name="parts">The sources and their shares, which need not sum to 1; none is negative, one is positive.</param>
    public MixedRows(params ImmutableArray<(IRowSource Rows, double Share)> parts)
    {
        var total = Shares.Total([.. parts.Select(part => part.Share)]);
        _parts = [.. parts.Select(part => part.Rows)];
        _shares = [.. parts.Select(part => part.Share / total)];
        _tokens = new long[parts.Length];
    }

    /// <inheritdoc/>
    public ImmutableArray<long> Position => [.. _tokens, .. _parts.SelectMany(part => part.Position)];

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public TrainingRow Next()
    {
        var part = Shares.FurthestBehind(_tokens, _shares);
        var row = _parts[part].Next();
        _tokens[part] += row.Tokens.Length;
        return row;
    }
}
