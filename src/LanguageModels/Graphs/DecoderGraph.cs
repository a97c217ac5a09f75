using LanguageModels.Weights;

namespace LanguageModels.Graphs;

/// <summary>
/// Writes a decoder of the Llama family as ONNX graphs with the inputs and outputs that ONNX Runtime GenAI expects:
/// <c>model.onnx</c> gives the logits of the last position, [batch, 1, vocabulary]; <c>model.scoring.onnx</c> those of all
/// positions; both share <c>model.onnx.data</c>.
/// </summary>
public static class DecoderGraph
{
    /// <summary>Logits of the last position, for serving.</summary>
    public const string ServingFile = "model.onnx";

    /// <summary>Logits of all positions, for scoring and for checking several tokens at once.</summary>
    public const string ScoringFile = "model.scoring.onnx";

    private const string Embedding = "model.embed_tokens";

    /// <summary>Writes the graphs and <c>genai_config.json</c>.</summary>
    /// <param name="folder">Where to; it exists.</param>
    /// <param name="architecture">The shape.</param>
    /// <param name="source">Tensors under the names of Hugging Face's checkpoints.</param>
    /// <param name="options">Precision and limits.</param>
    /// <param name="progress">Share of the layers done, 0 to 1; null for none.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape, or the shape is beyond the limits.</exception>
    public static void Write(string folder, DecoderArchitecture architecture, ITensorSource source, DecoderGraphOptions options, IProgress<double>? progress = null)
    {
        architecture = architecture with { ContextLength = Math.Min(architecture.ContextLength, options.ContextLength ?? int.MaxValue) };
        DecoderLimits.Check(architecture);
        using var data = new ExternalData(folder);
        var graph = new OnnxGraph(data);
        var tensors = new DecoderTensors(source, architecture);
        DeclareInputs(graph, architecture);
        var matrices = new MatrixWriter(graph, options.Precision, options.AccuracyLevel);
        var body = new DecoderBody(graph, matrices, tensors, architecture);
        var residual = Embed(graph, matrices, tensors, options.VirtualTokens);
        var branch = "";
        for (var layer = 0; layer < architecture.Layers; layer++)
        {
            (residual, branch) = body.Layer(layer, residual, branch);
            progress?.Report((layer + 1.0) / (architecture.Layers + 1));
        }

        var hidden = body.Norm("model.norm", residual, branch).Normalised;
        SaveWithHeads(folder, graph, options, tensors, hidden);
        GenAiConfig.Write(folder, architecture);
        progress?.Report(1);
    }

    private static string Embed(OnnxGraph graph, MatrixWriter matrices, DecoderTensors tensors, int virtualTokens)
    {
        var (vocabulary, hidden) = (tensors.Shape.Vocabulary, tensors.Shape.Hidden);
        var ids = virtualTokens == 0 ? "input_ids" : VirtualTokens.Known(graph, vocabulary);
        var embedded = matrices.Embed(Embedding, ids, tensors.Embedding(), vocabulary, hidden);
        return virtualTokens == 0 ? embedded : VirtualTokens.Replace(graph, embedded, vocabulary, virtualTokens, hidden);
    }

    private static void DeclareInputs(OnnxGraph graph, DecoderArchitecture shape)
    {
        graph.Input("input_ids", ElementType.Int64, "batch_size", "sequence_length");
        graph.Input("attention_mask", ElementType.Int64, "batch_size", "total_sequence_length");
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            foreach (var part in (ReadOnlySpan<string>)["key", "value"])
            {
                graph.Input($"past_key_values.{layer}.{part}", ElementType.Float, "batch_size", (long)shape.KeyValueHeads, "past_sequence_length", (long)HeadPadding.Padded(shape.HeadSize));
                graph.Output($"present.{layer}.{part}", ElementType.Float, "batch_size", (long)shape.KeyValueHeads, "total_sequence_length", (long)HeadPadding.Padded(shape.HeadSize));
            }
        }
    }

    /// <summary>The scoring graph first: the serving graph adds only the choice of the last position to what both have.</summary>
    private static void SaveWithHeads(string folder, OnnxGraph graph, DecoderGraphOptions options, DecoderTensors tensors, string hidden)
    {
        var head = HeadTensors(graph, options, tensors);
        var scoring = graph.Fork();
        Head(scoring, hidden, "sequence_length");
        scoring.Save(Path.Combine(folder, ScoringFile));

        var last = graph.Node("Unsqueeze", "last", [graph.Node("Gather", "last/row", [hidden, graph.Constant(true, -1)], "", ("axis", 1)), graph.Constant(false, 1)]);
        Head(graph, last, 1L);
        graph.Save(Path.Combine(folder, ServingFile));

        void Head(OnnxGraph target, string input, Dimension positions)
        {
            MatrixWriter.Head(target, options.Precision, options.AccuracyLevel, head, input, "logits", tensors.Shape.Vocabulary, tensors.Shape.Hidden);
            target.Output("logits", ElementType.Float, "batch_size", positions, (long)tensors.Shape.Vocabulary);
        }
    }

    /// <summary>The name under which the head's matrix is stored: the embedding's, or its own.</summary>
    private static string HeadTensors(OnnxGraph graph, DecoderGraphOptions options, DecoderTensors tensors)
    {
        const string name = "lm_head";
        if (tensors.Head() is not { } weights)
        {
            return Embedding;
        }

        new MatrixWriter(graph, options.Precision, options.AccuracyLevel).Store(name, weights, tensors.Shape.Vocabulary, tensors.Shape.Hidden);
        return name;
    }
}
