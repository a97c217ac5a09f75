using Retrieval.Documents;

namespace Retrieval.Extraction;

/// <summary>Answers a question with sentences of the passages alone; no model, deterministic, any thread.</summary>
/// <param name="threshold">Confidence below which the selector abstains, 0 to 1.</param>
public sealed class SentenceSelector(double threshold = SentenceSelector.DefaultThreshold)
{
    /// <summary>Answers most of what it can and nearly nothing outside; <c>bench/results/extraction.md</c> has other values.</summary>
    public const double DefaultThreshold = 0.3;

    // Six is reached only where a question shares little with any sentence and many are equally likely.
    private const int MaxSentences = 6;

    // More sentences are quoted until the quoted ones hold this share of the probability of all.
    private const double EnoughProbability = 0.92;

    /// <summary>Chooses the best supported sentences, or abstains.</summary>
    /// <param name="question">The user's question; words after the first 128 are ignored.</param>
    /// <param name="passages">
    /// Passages in the order the search gave them; the first 20 are read, of each the first 200 sentences.
    /// </param>
    public ExtractiveAnswer Answer(string question, IReadOnlyList<Passage> passages)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(passages);
        var ranking = new Ranking(question, passages);
        if (ranking.Ranked.Count == 0 || ranking.Question.Terms.Count == 0)
        {
            return Abstain([], 0, passages.Count == 0 ? "no passage was found" : "the question names no subject");
        }

        var confidence = Weighted.Logistic(Weighted.Sum(SupportFeatures.Of(ranking), SupportWeights.Values));
        var chosen = Choose(ranking.Ranked);
        if (confidence < threshold)
        {
            return Abstain([Cite(chosen[0])], confidence, FormattableString.Invariant($"confidence {confidence:0.00} is below the threshold {threshold:0.00}"));
        }

        return new ExtractiveAnswer(
            string.Join(' ', chosen.Select(sentence => sentence.Candidate.Text)),
            chosen.ConvertAll(Cite),
            confidence,
            false,
            FormattableString.Invariant($"confidence {confidence:0.00} reaches the threshold {threshold:0.00}"));
    }

    private static ExtractiveAnswer Abstain(IReadOnlyList<CitedSentence> best, double confidence, string reason) =>
        new("", best, confidence, true, reason);

    internal static List<RankedSentence> Choose(IReadOnlyList<RankedSentence> ranked)
    {
        var top = ranked[0].Score;
        var mass = ranked.Sum(sentence => Math.Exp(sentence.Score - top));
        var chosen = new List<RankedSentence>();
        var held = 0.0;
        foreach (var sentence in ranked)
        {
            if (chosen.Count == MaxSentences || held >= EnoughProbability)
            {
                break;
            }

            held += Math.Exp(sentence.Score - top) / mass;
            if (!chosen.Exists(other => other.Candidate.Text == sentence.Candidate.Text))
            {
                chosen.Add(sentence);
            }
        }

        return chosen;
    }

    private static CitedSentence Cite(RankedSentence sentence)
    {
        var candidate = sentence.Candidate;
        var start = candidate.Passage.Start + candidate.Span.Start;
        return new CitedSentence(candidate.PassageIndex, start, start + candidate.Span.Length, candidate.Text, sentence.Score);
    }
}
