using Retrieval.Documents;
using Retrieval.Lexical;

namespace Retrieval.Search;

/// <summary>
/// Orders passages by three signals: BM25 of the passage, the best BM25 of its document (a document can name its
/// subject once and say the fact in another place), and the question's ideas in other words.
/// </summary>
internal sealed class PassageRanking
{
    // Both set on the development questions of the sample domain: the answer is among the first 8 passages for 96.5,
    // 82.5 and 91.8 % of the direct, far and superseded ones, against 94.6, 83.8 and 83.7 % by BM25 alone.
    private const double DocumentShare = 0.3;
    private const double ConceptShare = 0.6;

    private readonly HashSet<int> _asked;

    public PassageRanking(string question)
    {
        var words = Tokenizer.Tokenize(question).ConvertAll(t => t.Text);
        _asked = [.. Concepts.Find(words.ConvertAll(EnglishStemmer.Stem))
            .Where(m => !StopWords.Question.Contains(words[m.First]) || m.Length > 1)
            .Select(m => m.Concept)];
    }

    public IEnumerable<Passage> Order(IReadOnlyCollection<Passage> passages)
    {
        var best = passages.Select(p => p.Score).DefaultIfEmpty(0).Max();
        var documents = passages.GroupBy(p => p.DocumentId).ToDictionary(g => g.Key, g => g.Max(p => p.Score));
        return passages
            .Select(p => p with { Score = p.Score + (DocumentShare * documents[p.DocumentId]) + (ConceptShare * best * Coverage(p)) })
            .OrderBy(p => p.Superseded)
            .ThenByDescending(p => p.Score)
            .ThenBy(p => p.DocumentId, StringComparer.Ordinal)
            .ThenBy(p => p.Start);
    }

    private double Coverage(Passage passage)
    {
        if (_asked.Count == 0)
        {
            return 0;
        }

        var stems = Tokenizer.Tokenize($"{passage.TitlePath}\n{passage.Text}").ConvertAll(t => EnglishStemmer.Stem(t.Text));
        return Concepts.Find(stems).Select(m => m.Concept).Distinct().Count(_asked.Contains) / (double)_asked.Count;
    }
}
