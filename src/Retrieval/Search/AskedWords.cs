using Retrieval.Lexical;

namespace Retrieval.Search;

/// <summary>What a question asks, as the search reads it: its words with their neighbours, its ideas, its meaning, the kind of value.</summary>
internal sealed class AskedWords
{
    private const int MaxWords = 32;

    private readonly Vocabulary _vocabulary;
    private readonly List<string> _stems;
    private readonly Dictionary<string, List<(int Word, double Weight)>> _standsFor;

    public AskedWords(string question, Vocabulary vocabulary)
    {
        var words = Tokenizer.Tokenize(question).ConvertAll(t => t.Text);
        var stems = words.ConvertAll(EnglishStemmer.Stem);
        var informative = stems.Where((_, i) => !StopWords.Question.Contains(words[i])).Distinct().Take(MaxWords).ToList();
        var mentions = Concepts.Find(stems).Where(m => !StopWords.Question.Contains(words[m.First]) || m.Length > 1).ToList();
        _vocabulary = vocabulary;
        _stems = informative;
        Words = informative.ConvertAll(vocabulary.Near);
        _standsFor = StandsFor();
        Ideas = [.. mentions.Select(m => m.Concept)];
        Kinds = mentions.Aggregate(QuestionKind.Of(words), (kinds, m) => kinds | Concepts.KindOf(m.Concept));
        Form = AnswerExpectation.FormOf(words);
        Meant = Meaning.Of(informative);
        Possible = informative.Sum(stem => (0.2 + BackgroundFrequencies.Rarity(stem)) * vocabulary.Idf(stem)) + 1e-9;
    }

    /// <summary>For each informative word the words that may stand for it, with their nearness.</summary>
    public List<Dictionary<string, double>> Words { get; }

    public HashSet<int> Ideas { get; }

    public AnswerKind Kinds { get; }

    /// <summary>Form of the question, for <see cref="AnswerExpectation"/>.</summary>
    public string Form { get; }

    public float[] Meant { get; }

    /// <summary>What a text reaches that holds every word once in a chunk of no length.</summary>
    public double Possible { get; }

    /// <summary>For each word the nearest that the text holds, weighted by how rare that one is.</summary>
    /// <param name="text">The stems of the text, and how strongly it holds each.</param>
    public double Near(IEnumerable<(string Stem, double Strength)> text)
    {
        var best = new double[Words.Count];
        foreach (var (stem, strength) in text)
        {
            foreach (var (word, weight) in _standsFor.GetValueOrDefault(stem, []))
            {
                best[word] = Math.Max(best[word], weight * strength);
            }
        }

        return best.Sum();
    }

    private Dictionary<string, List<(int Word, double Weight)>> StandsFor() => Words
        .SelectMany((near, i) => near.Select(other => (Stem: other.Key, Word: i, Weight: (0.2 + BackgroundFrequencies.Rarity(_stems[i])) * other.Value * _vocabulary.Idf(other.Key))))
        .GroupBy(entry => entry.Stem)
        .ToDictionary(group => group.Key, group => group.Select(entry => (entry.Word, entry.Weight)).ToList());
}
