using Retrieval.Lexical;

namespace Retrieval.Domains;

/// <summary>
/// Weights of <see cref="DomainFeatures"/>, fitted by <c>bench/Extraction fit</c> into <c>domain.txt</c>: training and
/// development questions of two domains against questions of three open sets.
/// </summary>
internal static class DomainWeights
{
    public static readonly string[] Names =
    [
        "constant", "known share", "rarest unknown", "most specific", "mean specific", "best chunk share", "best chunk weight",
        "question length", "no words",
    ];

    public static readonly double[] Values = FittedWeights.Read("Domains.domain.txt", Names);
}
