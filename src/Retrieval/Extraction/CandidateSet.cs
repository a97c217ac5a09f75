using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>All candidates of one question with the statistics that they share: sentence frequencies and lengths.</summary>
internal sealed class CandidateSet
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly Dictionary<string, int> _frequencies = [];
    private readonly double _averageLength;

    public CandidateSet(Question question, List<Candidate> candidates)
    {
        Question = question;
        Candidates = candidates;
        TitleStems = candidates.GroupBy(c => c.PassageIndex).ToDictionary(
            g => g.Key,
            g => Tokenizer.Tokenize(g.First().Passage.TitlePath).Select(t => EnglishStemmer.Stem(t.Text)).ToHashSet());
        PassageStems = candidates.GroupBy(c => c.PassageIndex).ToDictionary(g => g.Key, g => g.SelectMany(c => c.StemSet).ToHashSet());
        foreach (var term in question.Terms)
        {
            _frequencies[term.Stem] = candidates.Count(c => c.StemSet.Contains(term.Stem));
        }

        _averageLength = candidates.Count == 0 ? 1 : candidates.Average(c => c.Stems.Count);
        BestPassageScore = candidates.Select(c => c.Passage.Score).DefaultIfEmpty(0).Max();
    }

    public Question Question { get; }

    public List<Candidate> Candidates { get; }

    public Dictionary<int, HashSet<string>> TitleStems { get; }

    public Dictionary<int, HashSet<string>> PassageStems { get; }

    public double BestPassageScore { get; }

    /// <summary>Inverse sentence frequency among the candidates, BM25 form.</summary>
    public double Idf(string stem)
    {
        var n = Candidates.Count;
        var df = _frequencies.GetValueOrDefault(stem);
        return Math.Log(1 + ((n - df + 0.5) / (df + 0.5)));
    }

    /// <summary>BM25 of a sentence against the question, the sentences being the collection.</summary>
    public double Bm25(Candidate candidate)
    {
        var length = K1 * (1 - B + (B * candidate.Stems.Count / _averageLength));
        var score = 0.0;
        foreach (var term in Question.Terms)
        {
            var tf = candidate.Stems.Count(stem => stem == term.Stem);
            score += tf == 0 ? 0 : Idf(term.Stem) * tf / (tf + length);
        }

        return score;
    }
}
