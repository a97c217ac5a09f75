namespace Trainer.Gradients;

/// <summary>Scaled dot-product attention with grouped queries (arXiv 1706.03762, 2305.13245), float32 only.</summary>
internal static class Attention
{
    /// <summary>
    /// q [batch, heads, rows, size], k and v [batch, key heads, length, size], mask broadcast to [batch, heads, rows, length] or
    /// null. Queries of a group are stacked in the row dimension, so that keys need not be repeated and their gradients sum over
    /// the group by themselves. With P = softmax, dP = dO V^T: dS = P (dP - rowsum(dO O)), which is rowsum(dP P) on the short side.
    /// </summary>
    public static Symbol Attend(this GradientGraph graph, Symbol q, Symbol k, Symbol v, Symbol? mask)
    {
        long batch = q.Shape[0], heads = q.Shape[1], rows = q.Shape[2], size = q.Shape[3], groups = k.Shape[1], length = k.Shape[2];
        var scale = (float)(1 / Math.Sqrt(size));
        var stacked = graph.PlainReshape(q, batch, groups, heads / groups * rows, size);
        var scores = graph.FusedMatMul(stacked, k, false, true, scale);
        if (mask is not null)
        {
            var byHead = graph.PlainReshape(scores, batch, heads, rows, length);
            scores = graph.PlainReshape(graph.Node("Add", byHead.Shape, [byHead, mask]), scores.Shape);
        }

        var weights = graph.Node("Softmax", scores.Shape, [scores], ("axis", -1));
        var mixed = graph.Node("MatMul", stacked.Shape, [weights, v]);
        var output = graph.New(q.Shape, q.Type, GradientGraph.NeedGradient(q, k, v));
        graph.Nodes("Reshape", "", [output], [mixed, graph.Integers(q.Shape)]);
        graph.Record([output], (gradients, flow) =>
        {
            var gradient = graph.PlainReshape(gradients[0]!, stacked.Shape); // one output: a gradient flowed into it
            flow.Add(v, graph.FusedMatMul(weights, gradient, true, false));
            var weightGradient = graph.FusedMatMul(gradient, v, false, true);
            var sums = graph.LastSum(graph.Times(gradient, mixed));
            var scoreGradient = graph.Times(weights, graph.Node("Sub", weights.Shape, [weightGradient, sums]));
            flow.Add(q, graph.PlainReshape(graph.FusedMatMul(scoreGradient, k, false, false, scale), q.Shape));
            flow.Add(k, graph.FusedMatMul(scoreGradient, stacked, true, false, scale));
        });
        return output;
    }

    /// <summary>The same for causal attention in blocks of queries: no block computes keys after its last query.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="q">[batch, heads, length, size]</param>
    /// <param name="k">[batch, key heads, length, size]</param>
    /// <param name="v">[batch, key heads, length, size]</param>
    /// <param name="block">Queries of a block.</param>
    /// <param name="mask">The mask of a block by its first query and its number of queries, for all keys up to the last of them.</param>
    public static Symbol AttendCausally(this GradientGraph graph, Symbol q, Symbol k, Symbol v, int block, Func<long, long, Symbol> mask)
    {
        var length = q.Shape[2];
        var sizes = Shaping.Pieces(length, block);
        if (sizes.Length == 1)
        {
            return graph.Attend(q, k, v, mask(0, length));
        }

        var queries = graph.Split(q, 2, sizes);
        var outputs = new Symbol[sizes.Length];
        long start = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            var end = start + sizes[i];
            outputs[i] = graph.Attend(queries[i], graph.First(k, 2, end), graph.First(v, 2, end), mask(start, sizes[i]));
            start = end;
        }

        return graph.Concat(2, outputs);
    }
}
