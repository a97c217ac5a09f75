using System.Collections.Immutable;
using Load.Rounds;

namespace Load.Reporting;

/// <summary>Slices side by side: only what ran in the same round and cell is compared.</summary>
internal sealed class Comparison<T>(IReadOnlyList<T> slices) where T : Slice
{
    /// <summary>All cells, as they were measured.</summary>
    public ImmutableArray<Cell> Cells { get; } = [.. slices.Select(slice => slice.Cell).Distinct()];

    /// <summary>All targets, as they were measured.</summary>
    public ImmutableArray<string> Targets { get; } = [.. slices.Select(slice => slice.Target).Distinct()];

    public long Errors(Cell cell, string target) => Of(cell, target).Sum(slice => slice.Errors);

    /// <summary>A figure of a target.</summary>
    public Spread Figure(Cell cell, string target, Func<T, double> select) => Spread.Of(Of(cell, target).Select(select));

    /// <summary>A figure as a multiple of the reference's in the same round.</summary>
    public Spread Ratio(Cell cell, string target, string reference, Func<T, double> select) =>
        Spread.Of(Paired(cell, target, reference).Select(pair => select(pair.Mine) / select(pair.Other)));

    /// <summary>A figure less the reference's in the same round.</summary>
    public Spread Added(Cell cell, string target, string reference, Func<T, double> select) =>
        Spread.Of(Paired(cell, target, reference).Select(pair => select(pair.Mine) - select(pair.Other)));

    private IEnumerable<(T Mine, T Other)> Paired(Cell cell, string target, string reference) =>
        Of(cell, target).Join(Of(cell, reference), mine => mine.Round, other => other.Round, (mine, other) => (mine, other));

    private IEnumerable<T> Of(Cell cell, string target) => slices.Where(slice => slice.Cell == cell && slice.Target == target);
}
