namespace Trainer.Gradients;

/// <summary>Rotary position embedding (arXiv 2104.09864).</summary>
/// <param name="Cos">[positions, half a head]</param>
/// <param name="Sin">The same shape.</param>
/// <param name="NegativeSin">Minus <paramref name="Sin"/>: the transposed rotation.</param>
/// <param name="Positions">Of each token, int64 [batch, length]; or [1], the position of the first one.</param>
internal sealed record Rotary(Symbol Cos, Symbol Sin, Symbol NegativeSin, Symbol Positions)
{
    /// <summary>Turns x [batch, length, heads x size]. The gradient is turned back: the rotation's inverse is its transpose.</summary>
    public Symbol Turn(GradientGraph graph, Symbol x)
    {
        var output = graph.New(x.Shape, x.Type, x.NeedsGradient);
        graph.Nodes("RotaryEmbedding", LanguageModels.Graphs.OnnxGraph.Microsoft, [output], [x, Positions, Cos, Sin]);
        graph.Record([output], (gradients, flow) => flow.Add(x, graph.MicrosoftNode("RotaryEmbedding", x.Shape, [gradients[0], Positions, Cos, NegativeSin])));
        return output;
    }
}
