namespace Trainer.Gradients;

/// <summary>Sums, means and distributions along axes.</summary>
internal static class Reductions
{
    /// <summary>The sum; reduced axes stay with size 1.</summary>
    public static Symbol Sum(this GradientGraph graph, Symbol x, params long[] axes) =>
        graph.Operation("ReduceSum", Reduced(x, axes), [x, graph.Integers(axes)], (gradient, _, flow) => flow.Add(x, graph.Expanded(gradient, x.Shape)), ("keepdims", 1));

    /// <summary>The mean; reduced axes stay with size 1.</summary>
    public static Symbol Mean(this GradientGraph graph, Symbol x, params long[] axes) => graph.Operation("ReduceMean", Reduced(x, axes), [x, graph.Integers(axes)], (gradient, y, flow) =>
        flow.Add(x, graph.Expanded(graph.Times(gradient, graph.Number((double)y.Count / x.Count)), x.Shape)), ("keepdims", 1));

    /// <summary>Along the last axis: y = exp(x) / sum exp(x), dx = y (dy - sum(dy y)).</summary>
    public static Symbol Softmax(this GradientGraph graph, Symbol x) => graph.Operation("Softmax", x.Shape, [x], (gradient, y, flow) =>
    {
        var sum = graph.LastSum(graph.Times(gradient, y));
        flow.Add(x, graph.Times(y, graph.Node("Sub", x.Shape, [gradient, sum])));
    }, ("axis", -1));

    /// <summary>Along the last axis: dx = dy - exp(y) sum(dy).</summary>
    public static Symbol LogSoftmax(this GradientGraph graph, Symbol x) => graph.Operation("LogSoftmax", x.Shape, [x], (gradient, y, flow) =>
    {
        var sum = graph.LastSum(gradient);
        flow.Add(x, graph.Node("Sub", x.Shape, [gradient, graph.Times(graph.Node("Exp", x.Shape, [y]), sum)]));
    }, ("axis", -1));

    /// <summary>The sum along the last axis, which stays with size 1; without a rule.</summary>
    public static Symbol LastSum(this GradientGraph graph, Symbol x) => graph.Node("ReduceSum", [.. x.Shape[..^1], 1], [x, graph.Integers(-1)], ("keepdims", 1));

    private static long[] Reduced(Symbol x, long[] axes) => [.. x.Shape.Select((size, i) => axes.Contains(i) || axes.Contains(i - x.Rank) ? 1 : size)];
}
