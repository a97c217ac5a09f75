using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>Rows of several sources in given shares of the tokens.</summary>
/// <param name="parts">The sources and their shares, which need not sum to 1; none is negative, one is positive.</param>
public sealed class MixedRows(params ImmutableArray<(IRowSource Rows, double Share)> parts) : IRowSource
{
    private readonly Mixture<IRowSource> _mixture = new(parts);

    /// <inheritdoc/>
    public ImmutableArray<long> Position => _mixture.Position;

    /// <inheritdoc/>
    public void MoveTo(ReadOnlySpan<long> position) => _mixture.MoveTo(position);

    /// <inheritdoc/>
    public TrainingRow Next() => _mixture.Next(static source => source.Next(), static row => row.Tokens.Length);
}
