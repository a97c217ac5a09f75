namespace Retrieval.Stores.Embedded;

/// <summary>Mean and deviation from sums.</summary>
internal static class Moments
{
    /// <param name="hits">Best first.</param>
    /// <param name="sum">Of the scores of all units.</param>
    /// <param name="squares">Of their squares.</param>
    /// <param name="count">Of the units, those that score 0 included.</param>
    public static Ranking Ranking(IEnumerable<Hit> hits, double sum, double squares, long count)
    {
        var mean = count == 0 ? 0 : sum / count;
        var variance = count == 0 ? 0 : (squares / count) - (mean * mean);
        return new Ranking([.. hits], mean, Math.Sqrt(Math.Max(0, variance)));
    }
}
