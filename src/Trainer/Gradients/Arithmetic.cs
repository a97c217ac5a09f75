namespace Trainer.Gradients;

/// <summary>Sums and products element by element, with broadcasting.</summary>
internal static class Arithmetic
{
    public static Symbol Add(this GradientGraph graph, Symbol a, Symbol b) => graph.Operation("Add", Broadcast(a.Shape, b.Shape), [a, b], (gradient, _, flow) =>
    {
        flow.AddReduced(graph, a, () => gradient);
        flow.AddReduced(graph, b, () => gradient);
    });

    public static Symbol Subtract(this GradientGraph graph, Symbol a, Symbol b) => graph.Operation("Sub", Broadcast(a.Shape, b.Shape), [a, b], (gradient, _, flow) =>
    {
        flow.AddReduced(graph, a, () => gradient);
        flow.AddReduced(graph, b, () => graph.Node("Neg", gradient.Shape, [gradient]));
    });

    public static Symbol Multiply(this GradientGraph graph, Symbol a, Symbol b) => graph.Operation("Mul", Broadcast(a.Shape, b.Shape), [a, b], (gradient, _, flow) =>
    {
        flow.AddReduced(graph, a, () => graph.Node("Mul", gradient.Shape, [gradient, b]));
        flow.AddReduced(graph, b, () => graph.Node("Mul", gradient.Shape, [gradient, a]));
    });

    public static Symbol Divide(this GradientGraph graph, Symbol a, Symbol b) => graph.Operation("Div", Broadcast(a.Shape, b.Shape), [a, b], (gradient, quotient, flow) =>
    {
        var share = graph.Node("Div", gradient.Shape, [gradient, b]);
        flow.AddReduced(graph, a, () => share);
        flow.AddReduced(graph, b, () => graph.Node("Neg", gradient.Shape, [graph.Node("Mul", gradient.Shape, [share, quotient])]));
    });

    public static Symbol Scale(this GradientGraph graph, Symbol x, double factor) => graph.Multiply(x, graph.Number(factor));

    /// <summary>Adds a gradient of the broadcast shape, summed over what was repeated.</summary>
    private static void AddReduced(this GradientFlow flow, GradientGraph graph, Symbol operand, Func<Symbol> gradient)
    {
        if (operand.NeedsGradient)
        {
            flow.Add(operand, Reduced(graph, gradient(), operand.Shape));
        }
    }

    private static Symbol Reduced(GradientGraph graph, Symbol gradient, long[] shape)
    {
        if (gradient.Shape.SequenceEqual(shape))
        {
            return gradient;
        }

        var lead = gradient.Rank - shape.Length;
        long[] axes = [.. Enumerable.Range(0, gradient.Rank).Where(i => i < lead || (shape[i - lead] == 1 && gradient.Shape[i] != 1)).Select(i => (long)i)];
        long[] kept = [.. gradient.Shape.Select((size, i) => axes.Contains(i) ? 1 : size)];
        var sum = axes.Length == 0 ? gradient : graph.Node("ReduceSum", kept, [gradient, graph.Integers(axes)], ("keepdims", 1));
        return graph.PlainReshape(sum, shape);
    }

    private static long[] Broadcast(long[] a, long[] b)
    {
        var shape = new long[Math.Max(a.Length, b.Length)];
        for (var i = 0; i < shape.Length; i++)
        {
            var (left, right) = (SizeAt(a, i - (shape.Length - a.Length)), SizeAt(b, i - (shape.Length - b.Length)));
            shape[i] = left == right || right == 1 ? left : left == 1 ? right
                : throw new InvalidOperationException($"[{string.Join(", ", a)}] and [{string.Join(", ", b)}] cannot be broadcast.");
        }

        return shape;

        static long SizeAt(long[] sizes, int i) => i < 0 ? 1 : sizes[i];
    }

    /// <summary>The shape of a batched product's leading dimensions.</summary>
    public static long[] BroadcastBatch(Symbol a, Symbol b) => Broadcast(a.Shape[..^2], b.Shape[..^2]);

    /// <summary>A gradient summed to the shape of an operand.</summary>
    public static Symbol SumTo(this GradientGraph graph, Symbol gradient, long[] shape) => Reduced(graph, gradient, shape);
}
