using Retrieval.Documents;
using Retrieval.Lexical;

namespace Retrieval.Search;

/// <summary>A passage, taken apart: informative stems, ideas and meaning of the whole and of each sentence.</summary>
internal sealed class PassageWords
{
    private const int MaxSentences = 60;

    public PassageWords(Passage passage)
    {
        Passage = passage;
        Title = [.. Informative(Tokenizer.Tokenize(passage.TitlePath))];
        Sentences = [.. SentenceSplitter.Split(passage.Text).Take(MaxSentences).Select(s => new SentenceWords(passage.Text[s.Start..s.End]))];
        var stems = Title.Concat(Sentences.SelectMany(s => s.Stems)).ToList();
        Counts = stems.CountBy(stem => stem).ToDictionary();
        Length = stems.Count;
        Meaning = Lexical.Meaning.Of(stems);
        Ideas = [.. Concepts.Find([.. Tokenizer.Tokenize(passage.TitlePath).Select(t => EnglishStemmer.Stem(t.Text))]).Select(m => m.Concept), .. Sentences.SelectMany(s => s.Ideas)];
    }

    public Passage Passage { get; }

    public HashSet<string> Title { get; }

    public List<SentenceWords> Sentences { get; }

    public Dictionary<string, int> Counts { get; }

    public int Length { get; }

    public float[] Meaning { get; }

    public HashSet<int> Ideas { get; }

    private static IEnumerable<string> Informative(IEnumerable<Token> tokens) =>
        tokens.Where(t => !StopWords.Question.Contains(t.Text)).Select(t => EnglishStemmer.Stem(t.Text));

    internal sealed class SentenceWords
    {
        private static readonly HashSet<string> NoWords = [];

        public SentenceWords(string text)
        {
            var tokens = Tokenizer.Tokenize(text);
            Stems = [.. Informative(tokens)];
            Kinds = ValueKinds.In(text, tokens, NoWords);
            Ideas = [.. Concepts.Find(tokens.ConvertAll(t => EnglishStemmer.Stem(t.Text))).Select(m => m.Concept)];
            Meaning = Lexical.Meaning.Of(Stems);
        }

        public List<string> Stems { get; }

        public AnswerKind Kinds { get; }

        public HashSet<int> Ideas { get; }

        public float[] Meaning { get; }
    }
}
