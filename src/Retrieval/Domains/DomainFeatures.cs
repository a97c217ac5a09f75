using Retrieval.Lexical;

namespace Retrieval.Domains;

/// <summary>
/// What the words of a question tell about a domain. Order: <see cref="DomainWeights.Names"/>. Nothing looks at capital
/// letters or question marks: people who type carelessly ask about the domain too.
/// </summary>
internal static class DomainFeatures
{
    public static double[] Of(IReadOnlyList<string> terms, DomainVocabulary domain)
    {
        var total = terms.Sum(Weight) + 1e-9;
        var known = terms.Where(domain.Postings.ContainsKey).ToList();
        var specific = terms.Select(term => Specificity(term, domain)).ToList();
        return
        [
            1,
            known.Sum(Weight) / total,
            terms.Where(term => !domain.Postings.ContainsKey(term)).Select(Weight).DefaultIfEmpty(0).Max(),
            specific.DefaultIfEmpty(0).Max(),
            specific.DefaultIfEmpty(0).Average(),
            BestChunk(known, domain) / total,
            Math.Min(BestChunk(known, domain), 4) / 4,
            Math.Log(1 + terms.Count) / 3,
            terms.Count == 0 ? 1 : 0,
        ];
    }

    /// <summary>
    /// How much a word speaks for the domain: its rarity in general English times how usual it is here (a word in one
    /// chunk of a thousand counts little); minus its rarity when the domain does not know it.
    /// </summary>
    public static double Specificity(string term, DomainVocabulary domain)
    {
        var rarity = BackgroundFrequencies.Rarity(term);
        return domain.Postings.TryGetValue(term, out var chunks)
            ? rarity * (1 + (Math.Log10((chunks.Length + 0.5) / (domain.Chunks + 1)) / 4))
            : -rarity;
    }

    private static double Weight(string term) => 0.2 + BackgroundFrequencies.Rarity(term);

    /// <summary>The largest weight of the question's words that stand together in one chunk.</summary>
    private static double BestChunk(IReadOnlyList<string> known, DomainVocabulary domain)
    {
        var weights = new Dictionary<int, double>();
        foreach (var term in known)
        {
            foreach (var chunk in domain.Postings[term])
            {
                weights[chunk] = weights.GetValueOrDefault(chunk) + Weight(term);
            }
        }

        return weights.Values.DefaultIfEmpty(0).Max();
    }
}
