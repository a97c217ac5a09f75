using Retrieval.Documents;
using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>Answers a question with sentences of the passages alone; no model, deterministic, any thread.</summary>
/// <param name="threshold">Confidence below which the selector abstains, 0 to 1.</param>
public sealed class SentenceSelector(double threshold = SentenceSelector.DefaultThreshold)
{
    /// <summary>The threshold chosen on the training questions; see DESIGN.md.</summary>
    public const double DefaultThreshold = 0.5;

    /// <summary>Chooses the best supported sentences, or abstains.</summary>
    /// <param name="question">The user's question.</param>
    /// <param name="passages">Passages in the order the search gave them; the first 20 are read.</param>
    public ExtractiveAnswer Answer(string question, IReadOnlyList<Passage> passages)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(passages);
        var terms = Tokenizer.Tokenize(question).Select(t => t.Text).Where(t => !StopWords.Question.Contains(t)).Select(EnglishStemmer.Stem).ToHashSet();
        var best = passages.Take(20).SelectMany((passage, index) => SentenceSplitter.Split(passage.Text).Select(span => Cite(passage, index, span, terms)))
            .MaxBy(s => s.Score);
        if (best is null || terms.Count == 0)
        {
            return new ExtractiveAnswer("", [], 0, true, "no passage was found");
        }

        var confidence = best.Score / terms.Count;
        return confidence < threshold
            ? new ExtractiveAnswer("", [best], confidence, true, $"confidence {confidence:0.00} is below {threshold:0.00}")
            : new ExtractiveAnswer(best.Text, [best], confidence, false, $"confidence {confidence:0.00}");
    }

    private static CitedSentence Cite(Passage passage, int index, TextSpan span, HashSet<string> terms)
    {
        var text = passage.Text[span.Start..span.End];
        var found = Tokenizer.Tokenize(text).Select(t => EnglishStemmer.Stem(t.Text)).Distinct().Count(terms.Contains);
        return new CitedSentence(index, passage.Start + span.Start, passage.Start + span.End, text, found);
    }
}
