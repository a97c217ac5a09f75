using Retrieval.Documents;

namespace Retrieval.Search;

/// <summary>Orders passages by the weighted sum of <see cref="PassageFeatures"/>; superseded ones come after all others.</summary>
internal static class PassageRanking
{
    public static IEnumerable<Passage> Order(AskedWords asked, IReadOnlyList<Passage> passages)
    {
        var features = PassageFeatures.Of(asked, passages);
        return passages
            .Select((p, i) => p with { Score = features[i].Zip(PassageWeights.Values, (value, weight) => value * weight).Sum() })
            .OrderBy(p => p.Superseded)
            .ThenByDescending(p => p.Score)
            .ThenBy(p => p.DocumentId, StringComparer.Ordinal)
            .ThenBy(p => p.Start);
    }
}
