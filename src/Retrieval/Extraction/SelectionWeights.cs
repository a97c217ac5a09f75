using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>Weights of <see cref="SentenceFeatures"/>, fitted by <c>bench/Extraction fit</c> into <c>selection.txt</c>.</summary>
internal static class SelectionWeights
{
    public static readonly string[] Names =
    [
        "bm25 / best", "bm25 / possible", "exact", "concept", "family", "title", "previous", "pronoun and previous", "names",
        "numbers", "rarest missing", "bigrams", "closeness", "person", "date", "number", "place", "duration", "reason",
        "concept kind", "head", "first sentence", "position", "length", "news", "first passage", "passage score",
        "concept coverage", "is a question", "superseded", "recency", "document", "soft squared", "soft with kind",
        "whole name", "whole name in title", "whole name above", "name with kind", "row of the name", "newest of the name",
        "name with value", "name with attribute", "name with value, no kind asked",
        "name with asked attribute", "name with asked attribute, log", "asked attribute",
        "near", "near with context", "near with kind", "near with context and kind", "meaning", "meaning with kind",
        "passage meaning", "wanted kind",
        "expected kind", "expected kind, far", "near with context, far", "meaning, far", "passage meaning, far", "near with context and expected kind, far", "meaning with expected kind, far",
        "passage behind the best", "passage behind the best, far",
    ];

    /// <summary>For sentences of several documents, where a question may share nothing but its meaning with the right one.</summary>
    public static readonly double[] ManyDocuments = FittedWeights.Read("Extraction.selection.txt", Names);

    /// <summary>For sentences of one document, which is known to hold the answer if anything does.</summary>
    public static readonly double[] OneDocument = FittedWeights.Read("Extraction.selection-one.txt", Names);
}
