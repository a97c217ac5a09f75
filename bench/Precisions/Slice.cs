using System.Text.Json.Nodes;

namespace Precisions;

/// <summary>A text of the reference with its likelihood under the exact weights.</summary>
/// <param name="Set">Which kind of text.</param>
/// <param name="Ids">Tokens.</param>
/// <param name="Nll">Mean negative log-likelihood of the tokens after the first, in nats.</param>
internal sealed record Slice(string Set, int[] Ids, double Nll)
{
    /// <summary>From a line of the reference.</summary>
    public static Slice Of(JsonNode node) => new((string)node["set"]!, [.. node["ids"]!.AsArray().Select(id => (int)id!)], (double)node["nll_mean"]!);
}
