using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trainer.Export;

/// <summary>Writes <c>tokenizer_config.json</c> as Hugging Face's libraries and ONNX Runtime GenAI read it.</summary>
internal static class TokenizerConfig
{
    public const string FileName = "tokenizer_config.json";

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it for a trained tokenizer.</summary>
    public static void Write(string folder, ModelText.Trained text)
    {
        var config = new JsonObject
        {
            ["tokenizer_class"] = "PreTrainedTokenizerFast",
            ["add_bos_token"] = false,
            ["clean_up_tokenization_spaces"] = false,
            ["eos_token"] = text.EndToken,
            ["pad_token"] = text.PadToken,
            ["chat_template"] = text.ChatTemplate,
        };
        File.WriteAllText(Path.Combine(folder, FileName), config.ToJsonString(_indented));
    }
}
