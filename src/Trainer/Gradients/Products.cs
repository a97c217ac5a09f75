namespace Trainer.Gradients;

/// <summary>Matrix products.</summary>
internal static class Products
{
    /// <summary>Batched product with broadcasting, in standard operators.</summary>
    public static Symbol MatMul(this GradientGraph graph, Symbol a, Symbol b)
    {
        var batch = Arithmetic.BroadcastBatch(a, b);
        long rows = a.Shape[^2], inner = a.Shape[^1], columns = b.Shape[^1];
        return graph.Operation("MatMul", [.. batch, rows, columns], [a, b], (gradient, _, flow) =>
        {
            if (a.NeedsGradient)
            {
                flow.Add(a, graph.SumTo(graph.Node("MatMul", [.. batch, rows, inner], [gradient, Swapped(graph, b)]), a.Shape));
            }

            if (b.NeedsGradient)
            {
                flow.Add(b, graph.SumTo(graph.Node("MatMul", [.. batch, inner, columns], [Swapped(graph, a), gradient]), b.Shape));
            }
        });
    }

    /// <summary>y = x W^T (+ bias): x [rows, inputs], W [outputs, inputs], bias [outputs].</summary>
    public static Symbol Linear(this GradientGraph graph, Symbol x, Symbol weight, Symbol? bias = null)
    {
        Symbol[] inputs = bias is null ? [x, weight] : [x, weight, bias];
        return graph.Operation("Gemm", [x.Shape[0], weight.Shape[0]], inputs, (gradient, _, flow) =>
        {
            if (x.NeedsGradient)
            {
                flow.Add(x, graph.Node("Gemm", x.Shape, [gradient, weight]));
            }

            if (weight.NeedsGradient)
            {
                flow.Add(weight, graph.Node("Gemm", weight.Shape, [gradient, x], ("transA", 1)));
            }

            if (bias is { NeedsGradient: true })
            {
                flow.Add(bias, graph.SumTo(gradient, bias.Shape));
            }
        }, ("transB", 1));
    }

    /// <summary>y + scale (x A^T) B^T: x [rows, inputs], A [rank, inputs], B [outputs, rank] (LoRA, arXiv 2106.09685, equation 3).</summary>
    public static Symbol AddLowRank(this GradientGraph graph, Symbol y, Symbol x, Symbol a, Symbol b, float scale)
    {
        var low = graph.Node("Gemm", [x.Shape[0], a.Shape[0]], [x, a], ("transB", 1));
        var output = graph.New(y.Shape, y.Type, GradientGraph.NeedGradient(y, x, a, b));
        graph.Nodes("Gemm", "", [output], [low, b, y], ("transB", 1), ("alpha", scale));
        graph.Record([output], (gradients, flow) =>
        {
            var gradient = gradients[0]!; // one output: a gradient flowed into it
            flow.Add(y, gradient);
            flow.Add(b, graph.Node("Gemm", b.Shape, [gradient, low], ("transA", 1), ("alpha", scale)));
            var lowGradient = graph.Node("Gemm", low.Shape, [gradient, b], ("alpha", scale));
            flow.Add(a, graph.Node("Gemm", a.Shape, [lowGradient, x], ("transA", 1)));
            if (x.NeedsGradient)
            {
                flow.Replace(x, graph.Node("Gemm", x.Shape, flow.Of(x) is { } sum ? [lowGradient, a, sum] : [lowGradient, a]));
            }
        });
        return output;
    }

    /// <summary>Batched product with transposed operands and a factor, without a rule.</summary>
    public static Symbol FusedMatMul(this GradientGraph graph, Symbol a, Symbol b, bool transposeA, bool transposeB, float factor = 1)
    {
        long rows = transposeA ? a.Shape[^1] : a.Shape[^2], columns = transposeB ? b.Shape[^2] : b.Shape[^1];
        return graph.MicrosoftNode("FusedMatMul", [.. a.Shape[..^2], rows, columns], [a, b], ("transA", transposeA ? 1 : 0), ("transB", transposeB ? 1 : 0), ("alpha", factor));
    }

    private static Symbol Swapped(GradientGraph graph, Symbol x)
    {
        long[] axes = [.. Enumerable.Range(0, x.Rank).Select(i => (long)i)], shape = [.. x.Shape];
        (axes[^1], axes[^2], shape[^1], shape[^2]) = (axes[^2], axes[^1], shape[^2], shape[^1]);
        return graph.Node("Transpose", shape, [x], ("perm", axes));
    }
}
