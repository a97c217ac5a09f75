using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>All candidates of one question with the statistics that they share: sentence frequencies and lengths.</summary>
internal sealed class CandidateSet
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly Dictionary<string, int> _frequencies = [];
    private readonly Dictionary<string, Dictionary<string, double>> _nearness = [];
    private readonly Dictionary<string, int> _holders;
    private readonly double _averageLength;
    private readonly int _oldest;
    private readonly int _newest;

    public CandidateSet(Question question, List<Candidate> candidates, AttributeAssociation association)
    {
        Question = question;
        Candidates = candidates;
        TitleStems = candidates.GroupBy(c => c.PassageIndex).ToDictionary(
            g => g.Key,
            g => Tokenizer.Tokenize(g.First().Passage.TitlePath).Select(t => EnglishStemmer.Stem(t.Text)).ToHashSet());
        PassageStems = candidates.GroupBy(c => c.PassageIndex).ToDictionary(g => g.Key, g => g.SelectMany(c => c.StemSet).ToHashSet());
        PassageMeanings = candidates.GroupBy(c => c.PassageIndex).ToDictionary(g => g.Key, g => Meaning.Of(TitleStems[g.Key].Concat(g.SelectMany(c => c.StemSet)).Where(stem => !StopWords.Question.Contains(stem))));
        DocumentStems = candidates.GroupBy(c => c.Passage.DocumentId).ToDictionary(g => g.Key, g => g.SelectMany(c => c.StemSet).ToHashSet());
        _holders = candidates.SelectMany(c => c.StemSet).CountBy(stem => stem).ToDictionary();
        foreach (var term in question.Terms)
        {
            _frequencies[term.Stem] = candidates.Count(c => c.StemSet.Contains(term.Stem));
        }

        _averageLength = candidates.Count == 0 ? 1 : candidates.Average(c => c.Stems.Count);
        var days = candidates.Where(c => c.Passage.Date is not null).Select(c => c.Passage.Date!.Value.DayNumber).ToList();
        _oldest = days.DefaultIfEmpty(0).Min();
        _newest = days.DefaultIfEmpty(0).Max();
        NewestOfName = candidates.Where(SpeaksOfIt).Select(c => c.Passage.Date).Max();
        Matches = Match(association);
        BestExact = candidates.Select(c => question.Terms.Where(t => c.StemSet.Contains(t.Stem)).Sum(Weight)).DefaultIfEmpty(0).Max() / TotalWeight;
        BestPassageScore = candidates.Select(c => c.Passage.Score).DefaultIfEmpty(0).Max();
    }

    public Question Question { get; }

    public List<Candidate> Candidates { get; }

    public Dictionary<int, HashSet<string>> TitleStems { get; }

    public Dictionary<int, HashSet<string>> PassageStems { get; }

    /// <summary>Stems of all passages of a document: what one says of "it", another names.</summary>
    public Dictionary<string, HashSet<string>> DocumentStems { get; }

    /// <summary>Meaning of each passage with its title.</summary>
    public Dictionary<int, float[]> PassageMeanings { get; }

    /// <summary>Weight share of the question's words in the sentence that holds most of them: low for a far wording.</summary>
    public double BestExact { get; }

    public double BestPassageScore { get; }

    /// <summary>Nearness of a question's word to the nearest of some stems, 0 to 1.</summary>
    public double Nearest(string term, HashSet<string> stems)
    {
        if (stems.Contains(term))
        {
            return 1;
        }

        var known = _nearness.TryGetValue(term, out var found) ? found : _nearness[term] = [];
        var best = 0.0;
        foreach (var stem in stems)
        {
            if (!known.TryGetValue(stem, out var nearness))
            {
                known[stem] = nearness = StopWords.Question.Contains(stem) ? 0 : Meaning.Nearness(term, stem) * (0.5 + (0.5 * Rarity(stem)));
            }

            best = Math.Max(best, nearness);
        }

        return best;
    }

    /// <summary>How probably each sentence states the asked attribute; empty within one document, where it is not looked at.</summary>
    public Dictionary<Candidate, double> Matches { get; }

    /// <summary>Date of the newest document with a sentence that holds the question's name and one of its ideas.</summary>
    public DateOnly? NewestOfName { get; }

    private Dictionary<Candidate, double> Match(AttributeAssociation association)
    {
        if (Question.Names.Count == 0 || DocumentStems.Count < 2)
        {
            return [];
        }

        var asked = association.Asked(Question.Text);
        return Candidates.ToDictionary(c => c, c => association.Match(asked, c.Text));
    }

    /// <summary>Whether a sentence may state what is asked: a name of the question, here or in the title, and one of its ideas.</summary>
    public bool SpeaksOfIt(Candidate candidate) =>
        Question.Names.Any(name => candidate.Holds(name) || name.All(TitleStems[candidate.PassageIndex].Contains))
        && Question.Mentions.Any(mention => candidate.ConceptSet.Contains(mention.Concept));

    /// <summary>0 for the oldest dated document among the candidates, 1 for the newest; 0 without a date.</summary>
    public double Recency(Candidate candidate) =>
        candidate.Passage.Date is { } date && _newest > _oldest ? (date.DayNumber - _oldest) / (double)(_newest - _oldest) : 0;

    /// <summary>Sum of the weights of the question's words.</summary>
    public double TotalWeight => Question.Terms.Sum(Weight) + 1e-9;

    /// <summary>A word that few candidates hold tells more about the right one: half to one and a half times its rarity.</summary>
    public double Weight(QuestionTerm term) => term.Weight * (0.5 + (Idf(term.Stem) / Math.Log(1 + ((Candidates.Count + 0.5) / 0.5))));

    /// <summary>Inverse sentence frequency among the candidates, BM25 form.</summary>
    public double Idf(string stem)
    {
        var n = Candidates.Count;
        var df = _frequencies.GetValueOrDefault(stem);
        return Math.Log(1 + ((n - df + 0.5) / (df + 0.5)));
    }

    /// <summary>0 for a stem in every candidate, 1 for one in a single candidate.</summary>
    private double Rarity(string stem) => 1 - (Math.Log(_holders.GetValueOrDefault(stem, 1)) / Math.Log(Candidates.Count + 1));

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
