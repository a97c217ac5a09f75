using System.Text.Json;
using System.Text.Json.Nodes;

namespace LanguageModels.Graphs;

/// <summary>Writes <c>embedding_config.json</c>: what a runner of an encoder must know. ONNX Runtime GenAI has no contract for encoders.</summary>
public static class EmbeddingConfig
{
    /// <summary>The file's name.</summary>
    public const string FileName = "embedding_config.json";

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <summary>Writes it for an encoder.</summary>
    internal static void Write(string folder, EncoderArchitecture shape)
    {
        var config = new JsonObject
        {
            ["type"] = shape.Family,
            ["filename"] = EncoderGraph.GraphFile,
            ["dimensions"] = shape.Hidden,
            ["max_length"] = shape.MaxLength,
            ["vocab_size"] = shape.Vocabulary,
            ["pad_token_id"] = shape.PadToken,
            ["pooling"] = shape.Pooling == Pooling.Mean ? "mean" : "first",
            ["normalized"] = shape.IsNormalised,
            ["num_hidden_layers"] = shape.Layers,
        };
        File.WriteAllText(Path.Combine(folder, FileName), config.ToJsonString(_indented));
    }
}
