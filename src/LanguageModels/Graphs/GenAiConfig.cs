using System.Text.Json;
using System.Text.Json.Nodes;

namespace LanguageModels.Graphs;

/// <summary>Writes <c>genai_config.json</c>. ONNX Runtime GenAI refuses keys that it does not know, so nothing of our own is in it.</summary>
internal static class GenAiConfig
{
    /// <summary>The file's name.</summary>
    public const string FileName = "genai_config.json";

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <summary>Writes it for a decoder.</summary>
    public static void Write(string folder, DecoderArchitecture shape)
    {
        var config = new JsonObject { ["model"] = Model(shape), ["search"] = Search(shape) };
        File.WriteAllText(Path.Combine(folder, FileName), config.ToJsonString(_indented));
    }

    private static JsonObject Model(DecoderArchitecture shape)
    {
        var model = new JsonObject { ["type"] = shape.Family, ["context_length"] = shape.ContextLength, ["vocab_size"] = shape.Vocabulary };
        if (shape.BeginToken is { } begin)
        {
            model["bos_token_id"] = begin;
        }

        if (shape.EndTokens.Length > 0)
        {
            model["eos_token_id"] = shape.EndTokens.Length == 1 ? shape.EndTokens[0] : new JsonArray([.. shape.EndTokens.Select(token => (JsonNode)token)]);
        }

        model["pad_token_id"] = shape.PadToken ?? (shape.EndTokens.Length > 0 ? shape.EndTokens[0] : 0);
        model["decoder"] = Decoder(shape);
        return model;
    }

    private static JsonObject Decoder(DecoderArchitecture shape) => new()
    {
        ["session_options"] = new JsonObject { ["log_id"] = "onnxruntime-genai", ["provider_options"] = new JsonArray() },
        ["filename"] = DecoderGraph.ServingFile,
        ["head_size"] = HeadPadding.Padded(shape.HeadSize),
        ["hidden_size"] = shape.Hidden,
        ["inputs"] = new JsonObject
        {
            ["input_ids"] = "input_ids",
            ["attention_mask"] = "attention_mask",
            ["past_key_names"] = "past_key_values.%d.key",
            ["past_value_names"] = "past_key_values.%d.value",
        },
        ["outputs"] = new JsonObject { ["logits"] = "logits", ["present_key_names"] = "present.%d.key", ["present_value_names"] = "present.%d.value" },
        ["num_attention_heads"] = shape.Heads,
        ["num_hidden_layers"] = shape.Layers,
        ["num_key_value_heads"] = shape.KeyValueHeads,
    };

    private static JsonObject Search(DecoderArchitecture shape) => new()
    {
        ["do_sample"] = false,
        ["max_length"] = shape.ContextLength,
        ["past_present_share_buffer"] = true,
        ["temperature"] = 1.0,
        ["top_k"] = 50,
        ["top_p"] = 1.0,
    };
}
