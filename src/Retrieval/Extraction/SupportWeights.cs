namespace Retrieval.Extraction;

/// <summary>Weights of <see cref="SupportFeatures"/>, fitted by <c>bench/Extraction fit</c>.</summary>
internal static class SupportWeights
{
    public static readonly string[] Names =
    [
        "constant", "exact", "soft", "in passage", "rarest missing in sentence", "rarest missing in passage", "share missing",
        "names missing", "numbers missing", "extreme missing", "negation differs", "negated question", "margin",
        "share of probability", "question length", "bm25 / possible", "bigrams", "closeness", "answer kind", "concept kind",
        "head", "news", "concept coverage", "position", "selection score", "sentences", "no answer kind", "reason", "sentence length",
        "order",
    ];

    public static readonly double[] Values = new double[30];
}
