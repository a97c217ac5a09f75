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
    ];

    public static readonly double[] Values = FittedWeights.Read("Extraction.selection.txt", Names);
}
