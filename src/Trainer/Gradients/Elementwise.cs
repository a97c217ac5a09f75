namespace Trainer.Gradients;

/// <summary>Functions of one number, applied to each.</summary>
internal static class Elementwise
{
    public static Symbol Negate(this GradientGraph graph, Symbol x) => Of(graph, "Neg", x, (gradient, _) => graph.Node("Neg", x.Shape, [gradient]));

    public static Symbol Exp(this GradientGraph graph, Symbol x) => Of(graph, "Exp", x, graph.Times);

    public static Symbol Log(this GradientGraph graph, Symbol x) => Of(graph, "Log", x, (gradient, _) => graph.Node("Div", x.Shape, [gradient, x]));

    /// <summary>Its derivative is 1 / (2 sqrt x).</summary>
    public static Symbol Sqrt(this GradientGraph graph, Symbol x) =>
        Of(graph, "Sqrt", x, (gradient, y) => graph.Node("Div", x.Shape, [graph.Times(gradient, graph.Number(0.5)), y]));

    /// <summary>Its derivative is y (1 - y).</summary>
    public static Symbol Sigmoid(this GradientGraph graph, Symbol x) =>
        Of(graph, "Sigmoid", x, (gradient, y) => graph.Times(gradient, graph.Times(y, graph.OneMinus(y))));

    /// <summary>Its derivative is 1 - y^2.</summary>
    public static Symbol Tanh(this GradientGraph graph, Symbol x) =>
        Of(graph, "Tanh", x, (gradient, y) => graph.Times(gradient, graph.OneMinus(graph.Times(y, y))));

    /// <summary>Its derivative is 2 / sqrt(pi) exp(-x^2).</summary>
    public static Symbol Erf(this GradientGraph graph, Symbol x) => Of(graph, "Erf", x, (gradient, _) =>
    {
        var bell = graph.Node("Exp", x.Shape, [graph.Node("Neg", x.Shape, [graph.Times(x, x)])]);
        return graph.Times(gradient, graph.Times(bell, graph.Number(2 / Math.Sqrt(Math.PI))));
    });

    /// <summary>x times y without a rule; y has the shape of x or is a number.</summary>
    public static Symbol Times(this GradientGraph graph, Symbol x, Symbol y) => graph.Node("Mul", x.Shape, [x, y]);

    /// <summary>1 - x without a rule.</summary>
    public static Symbol OneMinus(this GradientGraph graph, Symbol x) => graph.Node("Sub", x.Shape, [graph.Number(1), x]);

    private static Symbol Of(GradientGraph graph, string op, Symbol x, Func<Symbol, Symbol, Symbol> derivative) =>
        graph.Operation(op, x.Shape, [x], (gradient, y, flow) => flow.Add(x, derivative(gradient, y)));
}
