using System.Collections.Immutable;

namespace LanguageModels.Sessions;

/// <summary>Reads genai_config.json; every number and name is limited, because the folder may come from anywhere.</summary>
internal static class GenAiConfigReader
{
    public static ModelFolder Read(string folder)
    {
        var path = Path.Combine(folder, "genai_config.json");
        using var document = ConfigFields.Parse(path);
        var fields = new ConfigFields(path, document.RootElement);
        var model = fields.Section("model");
        var decoder = model.Section("decoder");
        var heads = decoder.Number("num_attention_heads", 1, 1024);
        var vocabulary = model.Number("vocab_size", 1, 1 << 22);
        return new ModelFolder
        {
            Path = folder,
            GraphPath = decoder.FileBeside("filename"),
            Type = model.Text("type", ConfigFields.MaxNameLength),
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
            inputs.Text("input_ids", ConfigFields.MaxNameLength),
            inputs.Text("attention_mask", ConfigFields.MaxNameLength),
            Template(inputs, "past_key_names"),
            Template(inputs, "past_value_names"),
            outputs.Text("logits", ConfigFields.MaxNameLength),
            Template(outputs, "present_key_names"),
            Template(outputs, "present_value_names"));
    }

    private static string Template(ConfigFields fields, string name)
    {
        var text = fields.Text(name, ConfigFields.MaxNameLength);
        return text.Split("%d").Length == 2 ? text : throw fields.Wrong(name, "a name with %d once, for the layer", text);
    }
}
