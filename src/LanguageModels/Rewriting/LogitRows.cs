using LanguageModels.Graphs;

namespace LanguageModels.Rewriting;

/// <summary>
/// Lets each run say for which positions it wants logits, so that one graph serves (the last one) and scores (all): a second session for
/// scoring costs 57 MB with a model of 135 million weights, because not all that the library prepares is shared.
/// </summary>
internal static class LogitRows
{
    /// <summary>Input with the wanted positions of the run, int64 [rows].</summary>
    public const string Input = "logit_rows";

    /// <summary>Changes a graph that gives the logits of all positions. False, and no change, where it ends in no product with the head.</summary>
    public static bool AddTo(EditableGraph graph, string logits, long vocabulary)
    {
        var at = graph.Nodes.FindIndex(node => node.Outputs.Contains(logits));
        if (at < 0 || graph.Nodes[at].Op is not ("MatMul" or "FusedMatMul" or "MatMulNBits"))
        {
            return false;
        }

        var wanted = logits + "/wanted";
        var head = graph.Nodes[at];
        graph.Insert(at, "Gather", wanted, [head.Inputs[0], Input], ("axis", 1));
        head.Inputs[0] = wanted;
        graph.Input(Input, ElementType.Int64, "logit_rows");
        graph.Output(logits, ElementType.Float, "batch_size", "logit_rows", vocabulary);
        return true;
    }
}
