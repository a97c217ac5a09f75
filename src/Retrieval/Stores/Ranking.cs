using System.Collections.Immutable;

namespace Retrieval.Stores;

/// <summary>What one arm of a search found, with what fusing by z-score needs.</summary>
/// <param name="Hits">Best first; equal scores in order of id.</param>
/// <param name="Mean">Mean of the scores of all units that the filter lets through, found or not.</param>
/// <param name="Deviation">Their standard deviation; 0 when there are no two different ones.</param>
public sealed record Ranking(ImmutableArray<Hit> Hits, double Mean, double Deviation)
{
    /// <summary>Nothing was found.</summary>
    public static Ranking Empty { get; } = new([], 0, 0);
}
