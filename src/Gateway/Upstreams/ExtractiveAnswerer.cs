using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gateway.Augmentation;
using Protocol.Chat;
using Retrieval.Extraction;

namespace Gateway.Upstreams;

/// <summary>An answer that the gateway composed itself.</summary>
/// <param name="Text">What the client reads.</param>
/// <param name="Annotations">Citations of the sentences, empty for an abstention.</param>
/// <param name="Abstained">Whether it says that the documents do not answer.</param>
/// <param name="Reason">Why, in words and numbers; goes to the record.</param>
internal sealed record ComposedAnswer(string Text, ImmutableArray<Annotation> Annotations, bool Abstained, string Reason);

/// <summary>
/// Answers without any model: the best supported sentences of the sources, word for word, each cited. It stands in when
/// no upstream is configured or none answers, says what it is, and abstains rather than guess.
/// </summary>
internal sealed class ExtractiveAnswerer(SentenceSelector selector, Citations citations)
{
    /// <summary>Stands in <c>model</c> and, with its version, in <c>system_fingerprint</c> of its answers.</summary>
    public const string Name = "extractive";

    /// <summary>Changes whenever the same sources could give another answer.</summary>
    public const string Fingerprint = "extractive-1";

    /// <summary>The answer to a question from its sources.</summary>
    public ComposedAnswer Answer(string question, Sources sources)
    {
        var extract = selector.Answer(question, [.. sources.Items.Select(source => source.Passage)]);
        return extract.Abstained
            ? new ComposedAnswer("This is not in the documents: no sentence in them answers the question well enough to be quoted.", [], true, extract.Reason)
            : Quote(extract, sources.Items);
    }

    /// <summary>The answer to a question that belongs to no domain.</summary>
    public static ComposedAnswer Outside(bool generalModelFailed) => new(
        generalModelFailed
            ? "This is not in the documents, and the general model that could answer it does not respond at the moment."
            : "This is not in the documents, and no general model is configured to answer other questions.",
        [], true, "The question is outside every domain that is open to the caller.");

    private ComposedAnswer Quote(ExtractiveAnswer extract, ImmutableArray<Source> sources)
    {
        var text = new StringBuilder();
        var annotations = ImmutableArray.CreateBuilder<Annotation>();
        foreach (var sentence in extract.Sentences)
        {
            var source = sources[sentence.PassageIndex];
            var quotation = Quotation.Of(source.Passage, sentence);
            if (text.ToString().Contains(quotation.Text, StringComparison.Ordinal))
                continue; // A list that was quoted whole holds its items.
            if (text.Length > 0)
                text.Append(' ');
            text.Append(quotation.Text).Append(' ');
            var start = text.Length;
            text.Append(CultureInfo.InvariantCulture, $"[{source.Label}]");
            annotations.Add(citations.Cite(Narrow(source, quotation), start, text.Length));
        }
        return new ComposedAnswer(text.ToString(), annotations.ToImmutable(), false, extract.Reason);
    }

    /// <summary>Cites the sentence itself, not the whole passage around it.</summary>
    private static Source Narrow(Source source, Quotation quotation) =>
        source with { Passage = source.Passage with { Start = quotation.Start, End = quotation.End } };
}
