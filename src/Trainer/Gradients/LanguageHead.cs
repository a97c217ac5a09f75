namespace Trainer.Gradients;

/// <summary>
/// Logits of tokens and their losses, some rows at a time: a block of logits is made, turned into derivatives and consumed while it
/// is in the cache, and never are those of all tokens in memory. Row weights (mask, mean) are applied on the narrow side.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="table">[vocabulary, width]: the output matrix, or the embedding where they are tied.</param>
/// <param name="rows">Tokens at a time.</param>
internal sealed class LanguageHead(GradientGraph graph, Symbol table, long rows)
{
    private long Vocabulary => table.Shape[0];

    /// <summary>Sum over the rows of weight times loss, for x [rows, width].</summary>
    /// <returns>The sum, where gradients begin, and the losses without weights [rows, 1].</returns>
    public (Symbol Total, Symbol Losses) Loss(Symbol x, TokenLoss loss, TokenTargets targets)
    {
        var sizes = Shaping.Pieces(x.Shape[0], rows);
        var (inputs, pieces) = (graph.PlainSplit(x, 0, sizes), targets.Split(graph, sizes));
        var (losses, inputGradients) = (new Symbol[sizes.Length], new Symbol[sizes.Length]);
        Symbol? tableGradient = null;
        for (var i = 0; i < sizes.Length; i++)
        {
            var (input, weights) = (inputs[i], pieces[i].Weights);
            var part = LossRows.Of(graph, loss, pieces[i], temperature => Logits(input, temperature));
            losses[i] = part.Losses;
            if (x.NeedsGradient)
            {
                inputGradients[i] = graph.Times(graph.Node("Gemm", input.Shape, [part.Derivatives, table], ("alpha", part.Factor)), weights);
            }

            if (table.NeedsGradient)
            {
                var weighted = graph.Times(input, weights);
                tableGradient = graph.Node("Gemm", table.Shape, tableGradient is null ? [part.Derivatives, weighted] : [part.Derivatives, weighted, tableGradient], ("transA", 1), ("alpha", part.Factor));
            }
        }

        var all = graph.PlainConcat(0, losses);
        return (Total(x, all, targets.Weights, inputGradients, tableGradient), all);
    }

    /// <summary>Log-probability of each label, [rows, 1].</summary>
    public Symbol LogProbabilities(Symbol x, Symbol labels)
    {
        var sizes = Shaping.Pieces(x.Shape[0], rows);
        var (inputs, pieces) = (graph.PlainSplit(x, 0, sizes), graph.PlainSplit(labels, 0, sizes));
        return graph.PlainConcat(0, [.. sizes.Select((_, i) => Of(Logits(inputs[i], 1), pieces[i]))]);

        Symbol Of(Symbol logits, Symbol label) =>
            graph.Node("GatherElements", label.Shape, [graph.Node("LogSoftmax", logits.Shape, [logits], ("axis", -1)), label], ("axis", 1));
    }

    /// <summary>All logits, [rows, vocabulary].</summary>
    public Symbol Logits(Symbol x) => Logits(x, 1);

    private Symbol Logits(Symbol x, float temperature) => graph.Node("Gemm", [x.Shape[0], Vocabulary], [x, table], ("transB", 1), ("alpha", 1 / temperature));

    /// <summary>The gradients were made along with the losses; they only remain to be handed over.</summary>
    private Symbol Total(Symbol x, Symbol losses, Symbol weights, Symbol[] inputGradients, Symbol? tableGradient)
    {
        var total = graph.New([], x.Type, GradientGraph.NeedGradient(x, table));
        graph.Nodes("ReduceSum", "", [total], [graph.Times(losses, weights)], ("keepdims", 0));
        graph.Record([total], (_, flow) =>
        {
            if (x.NeedsGradient)
            {
                flow.Add(x, graph.PlainConcat(0, inputGradients));
            }

            if (tableGradient is not null)
            {
                flow.Add(table, tableGradient);
            }
        });
        return total;
    }
}
