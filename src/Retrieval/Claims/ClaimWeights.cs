using Retrieval.Lexical;

namespace Retrieval.Claims;

/// <summary>Weights of <see cref="ClaimFeatures"/>, fitted by <c>bench/Extraction claims</c> into <c>claims.txt</c>.</summary>
internal static class ClaimWeights
{
    public static readonly string[] Names =
    [
        "constant", "overlap", "names missing", "numbers missing", "a name is missing", "a number is missing", "anchors not in passage",
        "share not in passage", "rarest missing", "rarest not in passage", "kinship", "neighbours", "order", "negation differs",
        "length", "no anchors", "relative length", "count missing", "tail missing", "tail not in passage", "overlap and neighbours", "span",
        "extreme missing", "extreme unclaimed", "rarest missing squared", "overlap cubed", "missing before the end",
        "order where an anchor is missing", "overlap where an anchor is missing", "share of anchors missing",
    ];

    public static readonly double[] Values = FittedWeights.Read("Claims.claims.txt", Names);
}
