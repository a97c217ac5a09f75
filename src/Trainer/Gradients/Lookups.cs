using LanguageModels.Graphs;

namespace Trainer.Gradients;

/// <summary>Choosing entries by index.</summary>
internal static class Lookups
{
    /// <summary>
    /// Rows of a table [entries, width]. The gradient is added row by row with ScatterElements: ScatterND loses updates of repeated
    /// rows when it runs on several threads. It goes into what the table's gradient already is, so a tied head costs no second table.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="table">[entries, width]</param>
    /// <param name="indices">int64 of any shape.</param>
    /// <param name="unlearnt">A row that gets no gradient from being looked up (PyTorch's padding_idx); null for none.</param>
    public static Symbol Rows(this GradientGraph graph, Symbol table, Symbol indices, long? unlearnt = null) => graph.Operation("Gather", [.. indices.Shape, table.Shape[1]], [table, indices], (gradient, _, flow) =>
    {
        var (count, width) = (indices.Count, table.Shape[1]);
        gradient = graph.PlainReshape(gradient, count, width);
        if (unlearnt is { } row)
        {
            gradient = graph.Times(gradient, IsNot(graph, graph.PlainReshape(indices, count, 1), row));
        }

        var sum = flow.Of(table) ?? graph.Filled(0, table.Shape);
        var places = graph.Expanded(graph.PlainReshape(indices, count, 1), [count, width]);
        flow.Replace(table, graph.Node("ScatterElements", table.Shape, [sum, places, gradient], ("axis", 0), ("reduction", "add")));
    }, ("axis", 0));

    /// <summary>Entries along the last axis: y[.., k] = x[.., indices[.., k]].</summary>
    public static Symbol Pick(this GradientGraph graph, Symbol x, Symbol indices) => graph.Operation("GatherElements", indices.Shape, [x, indices], (gradient, _, flow) =>
        flow.Add(x, graph.Node("ScatterElements", x.Shape, [graph.Filled(0, x.Shape), indices, gradient], ("axis", -1), ("reduction", "add"))), ("axis", -1));

    /// <summary>1 where an index is another one, 0 where it is this.</summary>
    private static Symbol IsNot(GradientGraph graph, Symbol indices, long index)
    {
        var isIndex = graph.New(indices.Shape, ElementType.Bool, false);
        graph.Nodes("Equal", "", [isIndex], [indices, graph.Integers(index)]);
        var factor = graph.New(indices.Shape, graph.Real, false);
        graph.Nodes("Where", "", [factor], [isIndex, graph.Number(0), graph.Number(1)]);
        return factor;
    }
}
