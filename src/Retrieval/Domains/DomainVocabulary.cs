namespace Retrieval.Domains;

/// <summary>The words of one domain: for each stem, the numbers of the chunks that hold it, rising.</summary>
internal sealed record DomainVocabulary(string Domain, int Chunks, Dictionary<string, int[]> Postings)
{
    private const int MaxTopTerms = 8;

    public DomainScore Score(IReadOnlyList<string> terms)
    {
        var raw = LogOdds(terms);
        return new DomainScore(Domain, 1 / (1 + Math.Exp(-raw)), raw, TopTerms(terms));
    }

    private double LogOdds(IReadOnlyList<string> terms)
    {
        var features = DomainFeatures.Of(terms, this);
        return features.Zip(DomainWeights.Values, (x, w) => x * w).Sum();
    }

    private List<TermWeight> TopTerms(IReadOnlyList<string> terms) =>
        [.. terms.Select(term => new TermWeight(term, DomainFeatures.Specificity(term, this)))
            .OrderByDescending(term => Math.Abs(term.Weight))
            .ThenBy(term => term.Term, StringComparer.Ordinal)
            .Take(MaxTopTerms)];
}
