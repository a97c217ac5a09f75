namespace LanguageModels.Graphs;

/// <summary>Embedding rows beyond the vocabulary, whose vectors are given when the graph runs (soft prompts, arXiv 2104.08691).</summary>
internal static class VirtualTokens
{
    /// <summary>The optional input with the vectors, float [rows, hidden].</summary>
    public const string Vectors = "virtual_tokens";

    /// <summary>The id that looks up the vocabulary: the token's own, or the last one in place of a virtual token.</summary>
    public static string Known(OnnxGraph graph, int vocabulary) => graph.Node("Min", Vectors + "/known", ["input_ids", graph.Constant(true, vocabulary - 1)]);

    /// <summary>Replaces the rows of virtual tokens.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="embedded">[batch, sequence, hidden]</param>
    /// <param name="vocabulary">Ids from here on are virtual.</param>
    /// <param name="rows">Virtual tokens.</param>
    /// <param name="hidden">Width of a vector.</param>
    public static string Replace(OnnxGraph graph, string embedded, int vocabulary, int rows, int hidden)
    {
        graph.Input(Vectors, ElementType.Float, (long)rows, (long)hidden);
        graph.Tensor<float>(Vectors, ElementType.Float, new float[rows * hidden], rows, hidden);
        var offset = graph.Node("Sub", Vectors + "/offset", ["input_ids", graph.Constant(true, vocabulary)]);
        var row = graph.Node("Max", Vectors + "/row", [offset, graph.Constant(true, 0)]);
        var vectors = graph.Node("Gather", Vectors + "/vectors", [Vectors, row], "", ("axis", 0));
        var isVirtual = graph.Node("Unsqueeze", Vectors + "/mask", [graph.Node("GreaterOrEqual", Vectors + "/is", [offset, graph.Constant(true, 0)]), graph.Constant(false, -1)]);
        return graph.Node("Where", Vectors + "/embedded", [isVirtual, vectors, embedded]);
    }
}
