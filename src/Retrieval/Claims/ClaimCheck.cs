using Retrieval.Documents;

namespace Retrieval.Claims;

/// <summary>
/// Checks a claim against passages without a language model: names and numbers within the sentence that matches best, overlap
/// weighted by rarity, what stands beside each name and number, kinship of words, negation. Pure; any thread.
/// </summary>
public static class ClaimCheck
{
    /// <summary>Longest claim that is read, in UTF-16 characters; the rest is ignored.</summary>
    public const int MaxClaimLength = 2000;

    /// <summary>How well the passages support one sentence.</summary>
    /// <param name="claim">One sentence that states something.</param>
    /// <param name="passages">What may support it.</param>
    public static ClaimSupport Check(string claim, IReadOnlyList<Passage> passages)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(passages);
        var read = new Claim(claim.Length > MaxClaimLength ? claim[..MaxClaimLength] : claim);
        if (Best(read, passages) is not { } best)
        {
            return new ClaimSupport(0, null, 0, 0, [.. read.Anchors.Select(term => term.Written)]);
        }

        var (sentence, passage) = best;
        return new ClaimSupport(
            Logistic(ClaimFeatures.Of(read, sentence)),
            passage,
            passage.Start + sentence.Span.Start,
            passage.Start + sentence.Span.End,
            [.. read.Anchors.Where(term => !sentence.Holds(term)).Select(term => term.Written)]);
    }

    /// <summary>The features of the sentence that is looked at, for fitting; null without any sentence.</summary>
    internal static double[]? Features(string claim, IReadOnlyList<Passage> passages)
    {
        var read = new Claim(claim);
        return Best(read, passages) is { } best ? ClaimFeatures.Of(read, best.Sentence) : null;
    }

    private static (Evidence Sentence, Passage Passage)? Best(Claim claim, IReadOnlyList<Passage> passages)
    {
        (Evidence Sentence, Passage Passage)? best = null;
        var most = double.NegativeInfinity;
        foreach (var passage in passages)
        {
            foreach (var sentence in Evidence.Of(passage))
            {
                var match = ClaimFeatures.Match(claim, sentence);
                if (match > most)
                {
                    (best, most) = ((sentence, passage), match);
                }
            }
        }

        return best;
    }

    private static double Logistic(double[] features)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            sum += features[i] * ClaimWeights.Values[i];
        }

        return 1 / (1 + Math.Exp(-sum));
    }
}
