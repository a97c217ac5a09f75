namespace Trainer.Gradients;

/// <summary>Activations of feed-forward layers, forward in one operator of the runtime (float32 only).</summary>
internal static class Activations
{
    /// <summary>h = silu(g) u, silu(g) = g sigmoid(g) = s (arXiv 2002.05202). du = dh s, dg = dh u (sigmoid(g) (1 - s) + s).</summary>
    public static Symbol SwiGlu(this GradientGraph graph, Symbol gate, Symbol up)
    {
        var silu = graph.MicrosoftNode("QuickGelu", gate.Shape, [gate], ("alpha", 1f));
        var output = graph.New(gate.Shape, gate.Type, GradientGraph.NeedGradient(gate, up));
        graph.Nodes("Mul", "", [output], [silu, up]);
        graph.Record([output], (gradients, flow) =>
        {
            var gradient = gradients[0]!; // one output: a gradient flowed into it
            flow.Add(up, graph.Times(gradient, silu));
            var slope = graph.Times(graph.Node("Sigmoid", gate.Shape, [gate]), graph.OneMinus(silu));
            flow.Add(gate, graph.Times(graph.Times(gradient, up), graph.Node("Add", gate.Shape, [slope, silu])));
        });
        return output;
    }

    /// <summary>y = x F(x) with the normal distribution F (arXiv 1606.08415). dy/dx = F(x) + x f(x), f the density.</summary>
    public static Symbol Gelu(this GradientGraph graph, Symbol x)
    {
        var output = graph.New(x.Shape, x.Type, x.NeedsGradient);
        graph.Nodes("Gelu", "", [output], [x]);
        graph.Record([output], (gradients, flow) =>
        {
            var error = graph.Node("Erf", x.Shape, [graph.Times(x, graph.Number(Math.Sqrt(0.5)))]);
            var area = graph.Times(graph.Node("Add", x.Shape, [error, graph.Number(1)]), graph.Number(0.5));
            var bell = graph.Node("Exp", x.Shape, [graph.Times(graph.Times(x, x), graph.Number(-0.5))]);
            var slope = graph.Node("Add", x.Shape, [area, graph.Times(graph.Times(x, bell), graph.Number(1 / Math.Sqrt(2 * Math.PI)))]);
            flow.Add(x, graph.Times(gradients[0]!, slope)); // one output: a gradient flowed into it
        });
        return output;
    }

    /// <summary>The tanh approximation of GELU: x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), from primitives.</summary>
    public static Symbol GeluTanh(this GradientGraph graph, Symbol x)
    {
        var cube = graph.Scale(graph.Multiply(graph.Multiply(x, x), x), 0.044715);
        var inner = graph.Scale(graph.Add(x, cube), Math.Sqrt(2 / Math.PI));
        return graph.Multiply(graph.Scale(x, 0.5), graph.Add(graph.Tanh(inner), graph.Number(1)));
    }
}
