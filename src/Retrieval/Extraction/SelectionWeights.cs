namespace Retrieval.Extraction;

/// <summary>Weights of <see cref="SentenceFeatures"/>, fitted by <c>bench/Extraction fit</c>.</summary>
internal static class SelectionWeights
{
    public static readonly string[] Names =
    [
        "bm25 / best", "bm25 / possible", "exact", "concept", "family", "title", "previous", "pronoun and previous", "names",
        "numbers", "rarest missing", "bigrams", "closeness", "person", "date", "number", "place", "duration", "reason",
        "concept kind", "head", "first sentence", "position", "length", "news", "first passage", "passage score",
        "concept coverage", "is a question", "superseded",
    ];

    public static readonly double[] Values = new double[30];
}
