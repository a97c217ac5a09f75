namespace Trainer.Gradients;

/// <summary>The losses of some tokens and their derivatives by the logits, both without a rule.</summary>
/// <param name="Losses">[rows, 1]; for a teacher without the part that does not depend on the student.</param>
/// <param name="Derivatives">[rows, vocabulary]; to be multiplied by <paramref name="Factor"/>.</param>
/// <param name="Factor">Kept apart because a product can take it for nothing.</param>
internal sealed record LossRows(Symbol Losses, Symbol Derivatives, float Factor)
{
    /// <summary>log of a probability is not taken below this, so that no loss is infinite.</summary>
    private const double Least = 1e-37;

    /// <summary>The loss of rows of the head.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="loss">Which.</param>
    /// <param name="targets">Of these rows.</param>
    /// <param name="logits">[rows, vocabulary] over a temperature.</param>
    public static LossRows Of(GradientGraph graph, TokenLoss loss, TokenTargets targets, Func<float, Symbol> logits) => loss switch
    {
        TokenLoss.Hard => Hard(graph, targets, logits(1)),
        TokenLoss.Top top => Mixed(graph, top.Share, targets, logits, top.Temperature, scaled => Top(graph, top, targets, scaled)),
        TokenLoss.Full full => Mixed(graph, full.Share, targets, logits, full.Temperature, scaled => Full(graph, full.Temperature, targets, scaled)),
        _ => throw new InvalidOperationException($"The loss {loss} is not known."),
    };

    /// <summary>-log p(label); derivative p - onehot(label).</summary>
    private static LossRows Hard(GradientGraph graph, TokenTargets targets, Symbol logits)
    {
        var p = graph.Node("Softmax", logits.Shape, [logits], ("axis", -1));
        var losses = graph.Node("Neg", targets.Labels.Shape, [LogOf(graph, graph.Node("GatherElements", targets.Labels.Shape, [p, targets.Labels], ("axis", 1)))]);
        return new LossRows(losses, Scatter(graph, p, targets.Labels, graph.Filled(-1, targets.Labels.Shape), "add"), 1);
    }

    private static LossRows Mixed(GradientGraph graph, float share, TokenTargets targets, Func<float, Symbol> logits, float temperature, Func<Symbol, LossRows> teacher)
    {
        if (share >= 1)
        {
            return teacher(logits(temperature));
        }

        var plain = logits(1);
        var hard = Hard(graph, targets, plain);
        var soft = teacher(temperature == 1 ? plain : graph.Times(plain, graph.Number(1 / temperature)));
        return new LossRows(
            graph.Node("Add", hard.Losses.Shape, [graph.Times(hard.Losses, graph.Number(1 - share)), graph.Times(soft.Losses, graph.Number(share))]),
            graph.Node("Add", plain.Shape, [graph.Times(hard.Derivatives, graph.Number(1 - share)), graph.Times(soft.Derivatives, graph.Number(share * soft.Factor))]),
            1);
    }

    /// <summary>
    /// With the student's q at temperature T, the teacher's p over its tokens S and the rests r_p, r_q of both:
    /// loss -T^2 (sum over S of p log q + r_p log r_q); derivative T (q - p) on S and T q (1 - r_p / r_q) elsewhere. Without a rest
    /// bucket: loss -T^2 sum p log q, derivative T (q - p) everywhere.
    /// </summary>
    private static LossRows Top(GradientGraph graph, TokenLoss.Top loss, TokenTargets targets, Symbol logits)
    {
        Symbol tokens = targets.TopTokens!, p = targets.TopProbabilities!; // declared for this loss
        var q = graph.Node("Softmax", logits.Shape, [logits], ("axis", -1));
        var chosen = graph.Node("GatherElements", tokens.Shape, [q, tokens], ("axis", 1));
        var sum = graph.LastSum(graph.Times(p, LogOf(graph, chosen)));
        var difference = graph.Node("Sub", p.Shape, [chosen, p]);
        var derivatives = q;
        if (loss.HasRest)
        {
            var others = Scatter(graph, q, tokens, graph.Filled(0, tokens.Shape), "none");
            var studentRest = graph.Node("Max", targets.Labels.Shape, [graph.LastSum(others), graph.Number(1e-7)]);
            var teacherRest = graph.Node("Max", targets.Labels.Shape, [graph.OneMinus(graph.LastSum(p)), graph.Number(0)]);
            sum = graph.Node("Add", sum.Shape, [sum, graph.Times(teacherRest, graph.Node("Log", sum.Shape, [studentRest]))]);
            derivatives = graph.Times(others, graph.OneMinus(graph.Node("Div", sum.Shape, [teacherRest, studentRest])));
        }

        return new LossRows(graph.Times(sum, graph.Number(-loss.Temperature * loss.Temperature)), Scatter(graph, derivatives, tokens, difference, "none"), loss.Temperature);
    }

    /// <summary>T^2 sum p (log p - log q) over the vocabulary; derivative T (q - p).</summary>
    private static LossRows Full(GradientGraph graph, float temperature, TokenTargets targets, Symbol logits)
    {
        var student = graph.Node("LogSoftmax", logits.Shape, [logits], ("axis", -1));
        var scaled = graph.Times(targets.TeacherLogits!, graph.Number(1 / temperature)); // declared for this loss
        var teacher = graph.Node("LogSoftmax", logits.Shape, [scaled], ("axis", -1));
        var p = graph.Node("Exp", logits.Shape, [teacher]);
        var divergence = graph.LastSum(graph.Times(p, graph.Node("Sub", p.Shape, [teacher, student])));
        return new LossRows(graph.Times(divergence, graph.Number(temperature * temperature)), graph.Node("Sub", p.Shape, [graph.Node("Exp", p.Shape, [student]), p]), temperature);
    }

    private static Symbol LogOf(GradientGraph graph, Symbol probability) => graph.Node("Log", probability.Shape, [graph.Node("Max", probability.Shape, [probability, graph.Number(Least)])]);

    private static Symbol Scatter(GradientGraph graph, Symbol x, Symbol places, Symbol values, string reduction) =>
        graph.Node("ScatterElements", x.Shape, [x, places, values], ("axis", 1), ("reduction", reduction));
}
