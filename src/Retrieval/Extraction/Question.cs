using Retrieval.Aliases;
using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>A question, taken apart once.</summary>
internal sealed class Question
{
    private const int MaxWords = 128;

    public Question(string text)
    {
        Text = text;
        var tokens = Tokenizer.Tokenize(text).Take(MaxWords).ToList();
        Words = tokens.ConvertAll(t => t.Text);
        WordSet = Words.ToHashSet();
        List<string> stems = [.. Words.Select(EnglishStemmer.Stem)];
        Mentions = Concepts.Find(stems).Where(m => !Enumerable.Range(m.First, m.Length).All(i => StopWords.Question.Contains(Words[i]))).ToList();
        Terms = Collect(text, tokens, stems);
        Meant = Meaning.Of(Terms.Select(t => t.Stem));
        Bigrams = [.. Terms.Zip(Terms.Skip(1), (a, b) => (a.Stem, b.Stem))];
        Names = QuestionNames.Names(text).ConvertAll(span => Tokenizer.Tokenize(text, span.Start, span.End).Select(t => EnglishStemmer.Stem(t.Text)).ToArray());
        Head = HeadOf(stems);
        Kind = QuestionKind.Of(Words);
        Form = AnswerExpectation.FormOf(Words);
        ConceptKinds = Mentions.Aggregate(AnswerKind.None, (kinds, m) => kinds | Concepts.KindOf(m.Concept));
    }

    public string Text { get; }

    public IReadOnlyList<string> Words { get; }

    public HashSet<string> WordSet { get; }

    /// <summary>Informative words, each once, in order.</summary>
    public IReadOnlyList<QuestionTerm> Terms { get; }

    /// <summary>Meaning of the informative words.</summary>
    public float[] Meant { get; }

    public IReadOnlyList<ConceptMention> Mentions { get; }

    public IReadOnlyList<(string First, string Second)> Bigrams { get; }

    /// <summary>Stems of the runs of capitalised words inside the question: what it is about.</summary>
    public IReadOnlyList<string[]> Names { get; }

    /// <summary>Stem of the first informative word after what or which: the kind of thing that is asked for.</summary>
    public string? Head { get; }

    /// <summary>Kind of value by the question word; none when it does not tell.</summary>
    public AnswerKind Kind { get; }

    /// <summary>Form of the question, for <see cref="AnswerExpectation"/>.</summary>
    public string Form { get; }

    /// <summary>Kinds of value by the concepts that the question names.</summary>
    public AnswerKind ConceptKinds { get; }

    private List<QuestionTerm> Collect(string text, List<Token> tokens, List<string> stems)
    {
        var terms = new Dictionary<string, QuestionTerm>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!StopWords.Question.Contains(tokens[i].Text) && !terms.ContainsKey(stems[i]))
            {
                terms[stems[i]] = Term(text, tokens[i], stems[i], i);
            }
        }

        return [.. terms.Values];
    }

    private QuestionTerm Term(string text, Token token, string stem, int at)
    {
        var concepts = Mentions.Where(m => m.First <= at && at < m.First + m.Length).Select(m => m.Concept).ToArray();
        var isNumber = char.IsAsciiDigit(token.Text[0]);
        var isName = at > 0 && char.IsUpper(text[token.Start]);
        return new QuestionTerm(stem, 0.2 + BackgroundFrequencies.Rarity(stem), isName, isNumber, concepts);
    }

    private string? HeadOf(List<string> stems)
    {
        var at = Words.ToList().FindIndex(word => word is "what" or "which");
        var found = at < 0 ? -1 : Words.ToList().FindIndex(at, word => !StopWords.Question.Contains(word));
        return found < 0 ? null : stems[found];
    }
}
