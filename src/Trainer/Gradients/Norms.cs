namespace Trainer.Gradients;

/// <summary>Normalisation of rows, forward in one operator of the runtime.</summary>
internal static class Norms
{
    /// <summary>
    /// y = x / rms(x) w (arXiv 1910.07467): x [rows, width], w [width]. With n = x / rms and t = dy n:
    /// dw = sum over rows of t, dx = (dy w - n mean(t w)) / rms.
    /// </summary>
    public static Symbol RmsNorm(this GradientGraph graph, Symbol x, Symbol weight, float epsilon)
    {
        var (rows, width) = (x.Shape[0], x.Shape[1]);
        var (y, inverse) = (graph.New(x.Shape, x.Type, GradientGraph.NeedGradient(x, weight)), graph.New([rows, 1], x.Type, false));
        graph.Nodes("SimplifiedLayerNormalization", "", [y, inverse], [x, weight], ("axis", -1), ("epsilon", epsilon));
        graph.Record([y], (gradients, flow) =>
        {
            var gradient = gradients[0]!; // one output: a gradient flowed into it
            var normed = graph.Times(x, inverse);
            var turned = graph.Times(gradient, normed);
            if (weight.NeedsGradient)
            {
                flow.Add(weight, graph.Node("ReduceSum", weight.Shape, [turned, graph.Integers(0)], ("keepdims", 0)));
            }

            if (x.NeedsGradient)
            {
                var mean = graph.RowMean(turned, weight);
                flow.Add(x, graph.Times(graph.Node("Sub", x.Shape, [graph.Times(gradient, weight), graph.Times(normed, mean)]), inverse));
            }
        });
        return y;
    }

    /// <summary>
    /// y = (x - mean) / deviation w + b (arXiv 1607.06450): x [rows, width], w and b [width]. With n = (x - mean) / deviation:
    /// dw = sum of dy n, db = sum of dy, dx = (dy w - mean(dy w) - n mean(dy w n)) / deviation.
    /// </summary>
    public static Symbol LayerNorm(this GradientGraph graph, Symbol x, Symbol weight, Symbol bias, float epsilon)
    {
        var rows = x.Shape[0];
        var (y, mean, inverse) = (graph.New(x.Shape, x.Type, GradientGraph.NeedGradient(x, weight, bias)), graph.New([rows, 1], x.Type, false), graph.New([rows, 1], x.Type, false));
        graph.Nodes("LayerNormalization", "", [y, mean, inverse], [x, weight, bias], ("axis", -1), ("epsilon", epsilon));
        graph.Record([y], (gradients, flow) =>
        {
            var gradient = gradients[0]!; // one output: a gradient flowed into it
            var normed = graph.Times(graph.Node("Sub", x.Shape, [x, mean]), inverse);
            var turned = graph.Times(gradient, normed);
            flow.Add(weight, graph.SumTo(turned, weight.Shape));
            flow.Add(bias, graph.SumTo(gradient, bias.Shape));
            var (plainMean, turnedMean) = (graph.RowMean(gradient, weight), graph.RowMean(turned, weight));
            var centred = graph.Node("Sub", x.Shape, [graph.Times(gradient, weight), plainMean]);
            flow.Add(x, graph.Times(graph.Node("Sub", x.Shape, [centred, graph.Times(normed, turnedMean)]), inverse));
        });
        return y;
    }

    /// <summary>mean over the width of x w, as a product of matrix and vector, [rows, 1].</summary>
    private static Symbol RowMean(this GradientGraph graph, Symbol x, Symbol weight) =>
        graph.Node("Gemm", [x.Shape[0], 1], [x, graph.PlainReshape(weight, weight.Count, 1)], ("alpha", 1f / weight.Count));
}
