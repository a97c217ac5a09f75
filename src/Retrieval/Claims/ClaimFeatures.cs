using Retrieval.Lexical;

namespace Retrieval.Claims;

/// <summary>What speaks for a sentence saying what a claim says. Order: <see cref="ClaimWeights.Names"/>.</summary>
internal static class ClaimFeatures
{
    private const int Beside = 4;
    private const int TailTerms = 2;

    private static readonly HashSet<string> Superlatives =
        [.. "first last least largest smallest highest lowest oldest newest youngest earliest latest best worst original biggest greatest longest shortest main only never always".Split(' ').Select(EnglishStemmer.Stem)];

    /// <summary>How well a sentence matches, for choosing the one to look at: names and numbers before words.</summary>
    public static double Match(Claim claim, Evidence sentence)
    {
        var anchors = claim.Anchors.Count == 0 ? 0 : claim.Anchors.Count(sentence.Holds) / (double)claim.Anchors.Count;
        return anchors + (1.5 * Overlap(claim, sentence)) + (0.3 * Neighbours(claim, sentence));
    }

    public static double[] Of(Claim claim, Evidence sentence)
    {
        double names = 0, numbers = 0, lost = 0, gone = 0, rarest = 0, rarestGone = 0, kin = 0;
        foreach (var term in claim.Terms)
        {
            if (sentence.Holds(term))
            {
                continue;
            }

            var passage = sentence.Passage.Contains(term.Stem);
            names += term.IsName ? 1 : 0;
            numbers += term.IsNumber ? 1 : 0;
            lost += term.IsAnchor && !passage ? 1 : 0;
            gone += passage ? 0 : term.Rarity;
            rarest = Math.Max(rarest, term.Rarity);
            rarestGone = passage ? rarestGone : Math.Max(rarestGone, term.Rarity);
            kin += Kinship(term, sentence) * term.Rarity;
        }

        return
        [
            1,
            Overlap(claim, sentence),
            Math.Min(names, 3),
            Math.Min(numbers, 2),
            names > 0 ? 1 : 0,
            numbers > 0 ? 1 : 0,
            Math.Min(lost, 2),
            gone / claim.Weight,
            rarest,
            rarestGone,
            kin / claim.Weight,
            Neighbours(claim, sentence),
            Order(claim, sentence),
            claim.IsNegated == sentence.IsNegated ? 0 : 1,
            Math.Log(1 + claim.Terms.Count),
            claim.Anchors.Count == 0 ? 1 : 0,
            Math.Log((1.0 + sentence.Terms.Count) / (1 + claim.Terms.Count)),
            claim.Terms.Count(term => !sentence.Holds(term)) / (1.0 + claim.Terms.Count),
            Tail(claim, sentence.Stems),
            Tail(claim, sentence.Passage),
            Overlap(claim, sentence) * Neighbours(claim, sentence),
            Span(claim, sentence),
            .. Extremes(claim, sentence),
            rarest * rarest,
            Math.Pow(Overlap(claim, sentence), 3),
            MissingOutsideTail(claim, sentence),
            names + numbers > 0 ? Order(claim, sentence) : 0,
            names + numbers > 0 ? Overlap(claim, sentence) : 0,
            (names + numbers) / (1.0 + claim.Anchors.Count),
        ];
    }

    /// <summary>Share of the claim's rarity whose words the sentence holds.</summary>
    private static double Overlap(Claim claim, Evidence sentence) =>
        claim.Terms.Where(sentence.Holds).Sum(term => term.Rarity) / claim.Weight;

    /// <summary>Share of the last terms that is missing: a sentence ends with what is new in it.</summary>
    private static double Tail(Claim claim, HashSet<string> stems) =>
        claim.Terms.TakeLast(TailTerms).Count(term => !stems.Contains(term.Stem)) / (double)TailTerms;

    /// <summary>How close together the sentence holds what the claim says: the number of terms from the first to the last met, relative to the claim's.</summary>
    private static double Span(Claim claim, Evidence sentence)
    {
        HashSet<string> stems = [.. claim.Terms.Select(term => term.Stem)];
        int[] met = [.. Enumerable.Range(0, sentence.Terms.Count).Where(i => stems.Contains(sentence.Terms[i].Stem))];
        return met.Length == 0 ? 2 : Math.Min(2, Math.Log((1.0 + met[^1] - met[0]) / claim.Terms.Count));
    }

    /// <summary>Whether the claim says first, most, only or the like where the sentence does not, and the reverse.</summary>
    private static double[] Extremes(Claim claim, Evidence sentence)
    {
        var claimed = claim.Terms.Count(term => Superlatives.Contains(term.Stem) && !sentence.Holds(term));
        var stated = sentence.Terms.Count(term => Superlatives.Contains(term.Stem));
        return [Math.Min(claimed, 1), claimed == 0 && stated > 0 ? 1 : 0];
    }

    /// <summary>Number of missing content words before the new information at the end, at most 3.</summary>
    private static double MissingOutsideTail(Claim claim, Evidence sentence) =>
        Math.Min(3, claim.Terms.SkipLast(TailTerms).Count(term => !sentence.Holds(term) && term.Rarity > 0.3 && Kinship(term, sentence) < 0.5));

    private static double Kinship(ClaimTerm term, Evidence sentence) =>
        term.IsAnchor ? 0 : sentence.Stems.Select(stem => Meaning.Nearness(term.Stem, stem)).DefaultIfEmpty(0).Max();

    /// <summary>
    /// Whether the words beside each name and number in the claim stand beside it in the sentence too: a value of the right kind that
    /// belongs to something else does not have its neighbours.
    /// </summary>
    private static double Neighbours(Claim claim, Evidence sentence)
    {
        double met = 0, all = 0;
        for (var i = 0; i < claim.Terms.Count; i++)
        {
            if (!claim.Terms[i].IsAnchor || (sentence.Context.Contains(claim.Terms[i].Stem) && !sentence.Stems.Contains(claim.Terms[i].Stem)))
            {
                continue;
            }

            var around = Around(claim.Terms, i).ToHashSet();
            all += around.Count;
            met += BestMeeting(claim.Terms[i].Stem, around, sentence.Terms);
        }

        return all == 0 ? 0.5 : met / all;
    }

    private static int BestMeeting(string anchor, HashSet<string> around, IReadOnlyList<ClaimTerm> sentence)
    {
        var best = 0;
        for (var at = 0; at < sentence.Count; at++)
        {
            if (sentence[at].Stem == anchor)
            {
                best = Math.Max(best, Around(sentence, at).Distinct().Count(around.Contains));
            }
        }

        return best;
    }

    private static IEnumerable<string> Around(IReadOnlyList<ClaimTerm> terms, int at)
    {
        for (var i = Math.Max(0, at - Beside); i <= Math.Min(terms.Count - 1, at + Beside); i++)
        {
            if (i != at)
            {
                yield return terms[i].Stem;
            }
        }
    }

    /// <summary>Share of adjacent pairs of the claim that are adjacent in the sentence in the same order.</summary>
    private static double Order(Claim claim, Evidence sentence)
    {
        if (claim.Terms.Count < 2)
        {
            return 0;
        }

        var pairs = sentence.Terms.Zip(sentence.Terms.Skip(1), (a, b) => (a.Stem, b.Stem)).ToHashSet();
        return claim.Terms.Zip(claim.Terms.Skip(1), (a, b) => (a.Stem, b.Stem)).Count(pairs.Contains) / (claim.Terms.Count - 1.0);
    }
}
