using Retrieval.Documents;
using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>A sentence that may hold the answer, with what the question finds in it.</summary>
internal sealed class Candidate
{
    public Candidate(Passage passage, int passageIndex, TextSpan span, int position, Candidate? previous)
    {
        Passage = passage;
        PassageIndex = passageIndex;
        Span = span;
        Position = position;
        Previous = previous;
        Text = passage.Text[span.Start..span.End];
        Tokens = Tokenizer.Tokenize(Text);
        Stems = Tokens.ConvertAll(t => EnglishStemmer.Stem(t.Text));
        StemSet = [.. Stems];
        Meant = Meaning.Of(Stems.Where((_, i) => !StopWords.Question.Contains(Tokens[i].Text)));
        ConceptSet = [.. Concepts.Find(Stems).Select(m => m.Concept)];
    }

    public Passage Passage { get; }

    public int PassageIndex { get; }

    /// <summary>Where the sentence stands in the passage's text.</summary>
    public TextSpan Span { get; }

    /// <summary>Number of sentences before it in the passage.</summary>
    public int Position { get; }

    public Candidate? Previous { get; }

    public string Text { get; }

    public List<Token> Tokens { get; }

    public List<string> Stems { get; }

    public HashSet<string> StemSet { get; }

    public HashSet<int> ConceptSet { get; }

    /// <summary>Meaning of its informative words.</summary>
    public float[] Meant { get; }

    /// <summary>Whether the words stand in the sentence one after another.</summary>
    /// <param name="stems">At least one stem.</param>
    public bool Holds(string[] stems)
    {
        for (var at = Stems.IndexOf(stems[0]); at >= 0; at = Stems.IndexOf(stems[0], at + 1))
        {
            if (Stems.Skip(at).Take(stems.Length).SequenceEqual(stems))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Every sentence of the passages, in their order.</summary>
    public static List<Candidate> From(IReadOnlyList<Passage> passages, int maxPassages, int maxSentences)
    {
        var all = new List<Candidate>();
        for (var index = 0; index < Math.Min(passages.Count, maxPassages); index++)
        {
            Candidate? previous = null;
            var position = 0;
            foreach (var span in SentenceSplitter.Split(passages[index].Text).Take(maxSentences))
            {
                previous = new Candidate(passages[index], index, span, position++, previous);
                all.Add(previous);
            }
        }

        return all;
    }
}
