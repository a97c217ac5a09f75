using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>
/// Whole batches of several sources in given shares of the tokens, from start to end: the next batch is one of the source that is
/// furthest behind. Each source keeps its own shape, and the mean over its own labels.
/// </summary>
public sealed class MixedBatches : IBatchSource
{
    private readonly ImmutableArray<IBatchSource> _parts;
    private readonly double[] _shares;
    private readonly long[] _tokens;

    /// <summary>Mixes sources.</summary>
    /// <param name="parts">The sources and their shares, which need not sum to 1; none is negative, one is positive.</param>
    public MixedBatches(params ImmutableArray<(IBatchSource Batches, double Share)> parts)
    {
        var total = Shares.Total([.. parts.Select(part => part.Share)]);
        _parts = [.. parts.Select(part => part.Batches)];
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
    public TrainingBatch Next()
    {
        var part = Shares.FurthestBehind(_tokens, _shares);
        var batch = _parts[part].Next();
        _tokens[part] += batch.TokenCount;
        return batch;
    }
}
