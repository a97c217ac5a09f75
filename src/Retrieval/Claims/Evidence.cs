using Retrieval.Documents;
using Retrieval.Lexical;

namespace Retrieval.Claims;

/// <summary>A sentence of a passage with what surrounds it.</summary>
internal sealed class Evidence
{
    private static readonly HashSet<string> Pronouns = [.. "it its they their them he his him she her this that these those both such".Split(' ')];

    private Evidence(string text, TextSpan span, HashSet<string> passage, HashSet<string> titles, Evidence? before)
    {
        Span = span;
        var sentence = text[span.Start..span.End];
        Terms = ClaimText.Terms(sentence);
        Stems = [.. Terms.Select(term => term.Stem)];
        Context = before is not null && RefersBack(sentence) ? [.. titles, .. before.Stems, .. before.Context] : titles;
        IsNegated = ClaimText.IsNegated(sentence);
        Passage = passage;
    }

    /// <summary>Where it stands in the passage's text.</summary>
    public TextSpan Span { get; }

    public IReadOnlyList<ClaimTerm> Terms { get; }

    public HashSet<string> Stems { get; }

    /// <summary>Stems of the whole passage.</summary>
    public HashSet<string> Passage { get; }

    /// <summary>Stems of what the sentence speaks of without naming it: the titles above and, where it begins with a pronoun, the sentence before.</summary>
    public HashSet<string> Context { get; }

    public bool IsNegated { get; }

    /// <summary>The sentences of a passage.</summary>
    public static IEnumerable<Evidence> Of(Passage passage)
    {
        HashSet<string> titles = [.. ClaimText.Terms(passage.TitlePath).Select(term => term.Stem)];
        HashSet<string> whole = [.. ClaimText.Terms(passage.Text).Select(term => term.Stem), .. titles];
        Evidence? before = null;
        foreach (var span in SentenceSplitter.Split(passage.Text))
        {
            before = new Evidence(passage.Text, span, whole, titles, before);
            yield return before;
        }
    }

    public bool Holds(ClaimTerm term) => Stems.Contains(term.Stem) || Context.Contains(term.Stem);

    private static bool RefersBack(string sentence) => Tokenizer.Tokenize(sentence) is [var first, ..] && Pronouns.Contains(first.Text);
}
