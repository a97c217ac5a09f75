using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>Whole batches of several sources in given shares of the tokens. Each source keeps its own shape, and the mean over its own labels.</summary>
/// <param name="parts">The sources and their shares, which need not sum to 1; none is negative, one is positive.</param>
public sealed class MixedBatches(params ImmutableArray<(IBatchSource Batches, double Share)> parts) : IBatchSource
{
    private readonly Mixture<IBatchSource> _mixture = new(parts);

    /// <inheritdoc/>
    public ImmutableArray<long> Position => _mixture.Position;

    /// <inheritdoc/>
    public void MoveTo(ReadOnlySpan<long> position) => _mixture.MoveTo(position);

    /// <inheritdoc/>
    public TrainingBatch Next() => _mixture.Next(static source => source.Next(), static batch => batch.TokenCount);
}
