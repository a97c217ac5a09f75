using Trainer.Gradients;

namespace Trainer.Tests.Gradients;

/// <summary>The composites once more from primitives, as the papers write them: slow, and right if the primitives are.</summary>
internal static class Plain
{
    public static Symbol RmsNorm(GradientGraph graph, Symbol x, Symbol weight, double epsilon) =>
        graph.Multiply(graph.Divide(x, graph.Sqrt(graph.Add(graph.Mean(graph.Multiply(x, x), -1), graph.Number(epsilon)))), weight);

    public static Symbol LayerNorm(GradientGraph graph, Symbol x, Symbol weight, Symbol bias, double epsilon)
    {
        var centred = graph.Subtract(x, graph.Mean(x, -1));
        var deviation = graph.Sqrt(graph.Add(graph.Mean(graph.Multiply(centred, centred), -1), graph.Number(epsilon)));
        return graph.Add(graph.Multiply(graph.Divide(centred, deviation), weight), bias);
    }

    public static Symbol SwiGlu(GradientGraph graph, Symbol gate, Symbol up) => graph.Multiply(graph.Multiply(gate, graph.Sigmoid(gate)), up);

    /// <summary>Half-split rotation of x [batch, length, heads x size] by tables [length, size / 2].</summary>
    public static Symbol Rotate(GradientGraph graph, Symbol x, Symbol cos, Symbol sin, long heads)
    {
        long batch = x.Shape[0], length = x.Shape[1], size = x.Shape[2] / heads;
        var parts = graph.Split(Heads(graph, x, heads), 3, size / 2, size / 2);
        var turned = graph.Concat(3,
            graph.Subtract(graph.Multiply(parts[0], cos), graph.Multiply(parts[1], sin)),
            graph.Add(graph.Multiply(parts[1], cos), graph.Multiply(parts[0], sin)));
        return graph.Reshape(graph.Transpose(turned, 0, 2, 1, 3), batch, length, x.Shape[2]);
    }

    /// <summary>[batch, length, heads x size] to [batch, heads, length, size].</summary>
    public static Symbol Heads(GradientGraph graph, Symbol x, long heads) =>
        graph.Transpose(graph.Reshape(x, x.Shape[0], x.Shape[1], heads, x.Shape[2] / heads), 0, 2, 1, 3);

    /// <summary>q [batch, heads, rows, size], k and v [batch, key heads, length, size]; the mask is added to [batch, heads, rows, length].</summary>
    public static Symbol Attend(GradientGraph graph, Symbol q, Symbol k, Symbol v, Symbol? mask)
    {
        long batch = q.Shape[0], heads = q.Shape[1], rows = q.Shape[2], size = q.Shape[3], groups = k.Shape[1], length = k.Shape[2];
        var queries = graph.Reshape(q, batch, groups, heads / groups, rows, size);
        var keys = graph.Transpose(graph.Reshape(k, batch, groups, 1, length, size), 0, 1, 2, 4, 3);
        var scores = graph.Reshape(graph.Scale(graph.MatMul(queries, keys), 1 / Math.Sqrt(size)), batch, heads, rows, length);
        var weights = graph.Softmax(mask is null ? scores : graph.Add(scores, mask));
        var mixed = graph.MatMul(graph.Reshape(weights, batch, groups, heads / groups, rows, length), graph.Reshape(v, batch, groups, 1, length, size));
        return graph.Reshape(mixed, q.Shape);
    }

    /// <summary>Weighted sum over rows of the loss of x table^T.</summary>
    public static Symbol HeadLoss(GradientGraph graph, Symbol x, Symbol table, TokenLoss loss, TokenTargets targets)
    {
        var logits = graph.MatMul(x, graph.Transpose(table, 1, 0));
        var hard = graph.Negate(graph.Pick(graph.LogSoftmax(logits), targets.Labels));
        var losses = loss switch
        {
            TokenLoss.Top top => Mix(graph, top.Share, hard, Top(graph, top, logits, targets)),
            TokenLoss.Full full => Mix(graph, full.Share, hard, Full(graph, full.Temperature, logits, targets)),
            _ => hard,
        };
        return graph.Reshape(graph.Sum(graph.Multiply(losses, targets.Weights), 0, 1));
    }

    private static Symbol Mix(GradientGraph graph, double share, Symbol hard, Symbol soft) => graph.Add(graph.Scale(hard, 1 - share), graph.Scale(soft, share));

    private static Symbol Top(GradientGraph graph, TokenLoss.Top loss, Symbol logits, TokenTargets targets)
    {
        Symbol p = targets.TopProbabilities!, tokens = targets.TopTokens!; // declared for this loss
        var chosen = graph.Pick(graph.LogSoftmax(graph.Scale(logits, 1 / loss.Temperature)), tokens);
        var sum = graph.Sum(graph.Multiply(p, chosen), -1);
        if (loss.HasRest)
        {
            var teacherRest = graph.Subtract(graph.Number(1), graph.Sum(p, -1));
            var studentRest = graph.Subtract(graph.Number(1), graph.Sum(graph.Exp(chosen), -1));
            sum = graph.Add(sum, graph.Multiply(teacherRest, graph.Log(studentRest)));
        }

        return graph.Scale(sum, -loss.Temperature * loss.Temperature);
    }

    private static Symbol Full(GradientGraph graph, double temperature, Symbol logits, TokenTargets targets)
    {
        var teacher = graph.LogSoftmax(graph.Scale(targets.TeacherLogits!, 1 / temperature)); // declared for this loss
        var student = graph.LogSoftmax(graph.Scale(logits, 1 / temperature));
        return graph.Scale(graph.Sum(graph.Multiply(graph.Exp(teacher), graph.Subtract(teacher, student)), -1), temperature * temperature);
    }
}
