using Retrieval.Aliases;
using Retrieval.Documents;

namespace Retrieval.Extraction;

/// <summary>The sentences of the passages in order of how likely they answer the question.</summary>
internal sealed class Ranking
{
    /// <summary>Passages that are read: BM25 seldom puts the right one later, and time grows with each.</summary>
    public const int MaxPassages = 20;

    private const int MaxSentences = 200;

    public Ranking(string question, IReadOnlyList<Passage> passages)
        : this(question, passages, AttributeAssociation.Fitted)
    {
    }

    /// <summary>With another association than the compiled-in one, for fitting.</summary>
    public Ranking(string question, IReadOnlyList<Passage> passages, AttributeAssociation association)
    {
        var asked = new Question(QuestionNames.Expand(question, passages.Take(MaxPassages).Select(p => p.Text)));
        Set = new CandidateSet(asked, Candidate.From(passages, MaxPassages, MaxSentences), association);
        var bestBm25 = Set.Candidates.Select(Set.Bm25).DefaultIfEmpty(0).Max();
        Ranked = [.. Set.Candidates
            .Select(candidate => Rank(candidate, bestBm25))
            .OrderByDescending(ranked => ranked.Score)
            .ThenBy(ranked => ranked.Candidate.PassageIndex)
            .ThenBy(ranked => ranked.Candidate.Position)];
    }

    public CandidateSet Set { get; }

    public Question Question => Set.Question;

    /// <summary>Best first; ties in the order of the passages.</summary>
    public IReadOnlyList<RankedSentence> Ranked { get; }

    private RankedSentence Rank(Candidate candidate, double bestBm25)
    {
        var features = SentenceFeatures.Of(candidate, Set, bestBm25);
        return new RankedSentence(candidate, features, Weighted.Sum(features, Set.DocumentStems.Count > 1 ? SelectionWeights.ManyDocuments : SelectionWeights.OneDocument));
    }
}
