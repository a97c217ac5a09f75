using System.Collections.Immutable;
using System.Text.Json;

namespace LanguageModels.Sessions;

/// <summary>Reads genai_config.json; every number and name is limited, because the folder may come from anywhere.</summary>
internal static class GenAiConfigReader
{
    private const int MaxBytes = 1 << 20;
    private const int MaxNameLength = 128;

    public static ModelFolder Read(string folder)
    {
        var path = Path.Combine(folder, "genai_config.json");
        using var document = Parse(path);
        var fields = new ConfigFields(path, document.RootElement);
        var model = fields.Section("model");
        var decoder = model.Section("decoder");
        var heads = decoder.Number("num_attention_heads", 1, 1024);
        var vocabulary = model.Number("vocab_size", 1, 1 << 22);
        return new ModelFolder
        {
            Path = folder,
            GraphPath = GraphPath(folder, decoder),
            Type = model.Text("type", MaxNameLength),
            VocabularySize = vocabulary,
            ContextLength = model.Number("context_length", 1, 1 << 24),
            Layers = decoder.Number("num_hidden_layers", 1, 1024),
            Heads = heads,
            KeyValueHeads = decoder.Number("num_key_value_heads", 1, heads),
            HeadSize = HeadSize(decoder, heads),
            EndTokens = EndTokens(model, vocabulary),
            BeginToken = model.Has("bos_token_id") ? model.Number("bos_token_id", -1, vocabulary - 1) is var id and >= 0 ? id : null : null,
            Names = Names(decoder),
        };
    }

    private static JsonDocument Parse(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new ModelFolderException($"{path} does not exist: not a GenAI model folder. Import the model first.");
        }

        if (file.Length > MaxBytes)
        {
            throw new ModelFolderException($"{path} has {file.Length} bytes, at most {MaxBytes} are read.");
        }

        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 32, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException e)
        {
            throw new ModelFolderException($"{path} is not JSON: {e.Message}", e);
        }
    }

    private static string GraphPath(string folder, ConfigFields decoder)
    {
        var name = decoder.Text("filename", MaxNameLength);
        if (name != Path.GetFileName(name) || name is "." or "..")
        {
            throw decoder.Wrong("filename", "the name of a file in the folder", name);
        }

        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : throw new ModelFolderException($"{path} does not exist; genai_config.json names it as the graph.");
    }

    private static int HeadSize(ConfigFields decoder, int heads)
    {
        if (decoder.Has("head_size"))
        {
            return decoder.Number("head_size", 1, 4096);
        }

        var hidden = decoder.Number("hidden_size", 1, 1 << 20);
        return hidden % heads == 0 ? hidden / heads : throw decoder.Wrong("hidden_size", $"a multiple of {heads} heads, or head_size beside it", $"{hidden}");
    }

    private static ImmutableArray<int> EndTokens(ConfigFields model, int vocabulary)
    {
        var found = model.Has("eos_token_id") ? model.Numbers("eos_token_id", 0, vocabulary - 1, 64) : [];
        return [.. found.Distinct()];
    }

    private static DecoderNames Names(ConfigFields decoder)
    {
        var inputs = decoder.Section("inputs");
        var outputs = decoder.Section("outputs");
        return new DecoderNames(
            inputs.Text("input_ids", MaxNameLength),
            inputs.Text("attention_mask", MaxNameLength),
            Template(inputs, "past_key_names"),
            Template(inputs, "past_value_names"),
            outputs.Text("logits", MaxNameLength),
            Template(outputs, "present_key_names"),
            Template(outputs, "present_value_names"));
    }

    private static string Template(ConfigFields fields, string name)
    {
        var text = fields.Text(name, MaxNameLength);
        return text.Split("%d").Length == 2 ? text : throw fields.Wrong(name, "a name with %d once, for the layer", text);
    }
}
