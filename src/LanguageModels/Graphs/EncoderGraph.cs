using LanguageModels.Weights;

namespace LanguageModels.Graphs;

/// <summary>
/// Writes an encoder of the BERT family as <c>model.onnx</c> with <c>model.onnx.data</c> and <c>embedding_config.json</c>.
/// Inputs: <c>input_ids</c> and <c>attention_mask</c>, int64 [batch_size, sequence_length], padded on the right; output:
/// <c>sentence_embedding</c>, float [batch_size, hidden], pooled and normalised as the architecture says.
/// </summary>
public static class EncoderGraph
{
    /// <summary>The graph's file.</summary>
    public const string GraphFile = "model.onnx";

    /// <summary>Writes the graph and its configuration.</summary>
    /// <param name="folder">Where to; it exists.</param>
    /// <param name="architecture">The shape.</param>
    /// <param name="source">Tensors under the names of <c>BertModel</c>, without a prefix.</param>
    /// <param name="precision">Of the matrices.</param>
    /// <param name="accuracyLevel">Of quantised products: 4 rounds activations to 8 bits (fast), 0 keeps them in float32.</param>
    /// <param name="progress">Share of the layers done, 0 to 1; null for none.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape.</exception>
    public static void Write(string folder, EncoderArchitecture architecture, ITensorSource source, Precision precision, int accuracyLevel, IProgress<double>? progress = null)
    {
        using var data = new ExternalData(folder);
        var graph = new OnnxGraph(data);
        graph.Input("input_ids", ElementType.Int64, "batch_size", "sequence_length");
        graph.Input("attention_mask", ElementType.Int64, "batch_size", "sequence_length");
        graph.Output("sentence_embedding", ElementType.Float, "batch_size", (long)architecture.Hidden);
        var body = new EncoderBody(graph, new MatrixWriter(graph, precision, accuracyLevel), new CheckedTensors(source), architecture);
        var hidden = body.Embeddings();
        for (var layer = 0; layer < architecture.Layers; layer++)
        {
            hidden = body.Layer(layer, hidden);
            progress?.Report((layer + 1.0) / (architecture.Layers + 1));
        }

        Pool(graph, architecture, hidden);
        graph.Save(Path.Combine(folder, GraphFile));
        EmbeddingConfig.Write(folder, architecture);
        progress?.Report(1);
    }

    private static void Pool(OnnxGraph graph, EncoderArchitecture shape, string hidden)
    {
        const string output = "sentence_embedding";
        var pooled = shape.IsNormalised ? "pooled" : output;
        if (shape.Pooling == Pooling.First)
        {
            graph.Node("Gather", pooled, [hidden, graph.Constant(true, 0)], "", ("axis", 1));
        }
        else
        {
            Mean(graph, hidden, pooled);
        }

        if (shape.IsNormalised)
        {
            graph.Node("LpNormalization", output, [pooled], "", ("axis", -1), ("p", 2));
        }
    }

    /// <summary>Mask [batch, 1, sequence] times hidden [batch, sequence, width], over the number of attended tokens.</summary>
    private static void Mean(OnnxGraph graph, string hidden, string output)
    {
        var attended = graph.Node("Cast", "pool/mask", ["attention_mask"], "", ("to", (int)ElementType.Float));
        var row = graph.Node("Unsqueeze", "pool/row", [attended, graph.Constant(false, 1)]);
        var sum = graph.Node("Squeeze", "pool/sum", [graph.Node("MatMul", "pool/product", [row, hidden]), graph.Constant(false, 1)]);
        var count = graph.Node("ReduceSum", "pool/count", [attended, graph.Constant(false, 1)], "", ("keepdims", 1));
        graph.Node("Div", output, [sum, count]);
    }
}
