using Retrieval.Lexical;

namespace Retrieval.Search;

/// <summary>Weights of <see cref="PassageFeatures"/>, fitted by <c>bench/Extraction passages</c> into <c>passages.txt</c>.</summary>
internal static class PassageWeights
{
    public static readonly string[] Names =
    [
        "bm25", "document's bm25", "near", "near / possible", "document's near", "title near", "ideas", "kind", "meaning",
        "document's meaning", "sentence meaning", "sentence near with kind", "sentence meaning with kind",
        "expected kind", "sentence near with expected kind", "sentence meaning with expected kind",
    ];

    public static readonly double[] Values = FittedWeights.Read("Search.passages.txt", Names);
}
