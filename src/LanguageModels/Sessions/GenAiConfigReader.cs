using System.Collections.Immutable;
using LanguageModels.Configuration;

namespace LanguageModels.Sessions;

/// <summary>Reads genai_config.json; every number and name is limited, because the folder may come from anywhere.</summary>
internal static class GenAiConfigReader
{
    private const int MostEndTokens = 64;

    /// <exception cref="InvalidDataException">The file is missing, too large or wrong.</exception>
    public static ModelFolder Read(string folder)
    {
        var model = ConfigFile.Read(Path.Combine(folder, "genai_config.json")).Section("model");
        var decoder = model.Section("decoder");
        var heads = decoder.Within("num_attention_heads", 1, 1024);
        var vocabulary = model.Within("vocab_size", 1, 1 << 22);
        return new ModelFolder
        {
            Path = folder,
            GraphPath = decoder.FileBeside("filename"),
            Type = model.Name("type"),
            VocabularySize = vocabulary,
            ContextLength = model.Within("context_length", 1, 1 << 24),
            Layers = decoder.Within("num_hidden_layers", 1, 1024),
            Heads = heads,
            KeyValueHeads = decoder.Within("num_key_value_heads", 1, heads),
            HeadSize = HeadSize(decoder, heads),
            EndTokens = EndTokens(model, vocabulary),
            BeginToken = model.Has("bos_token_id") ? model.Within("bos_token_id", -1, vocabulary - 1) is var id and >= 0 ? id : null : null,
            Names = Names(decoder),
        };
    }

    private static int HeadSize(ConfigFile decoder, int heads)
    {
        if (decoder.Has("head_size"))
        {
            return decoder.Within("head_size", 1, 4096);
        }

        var hidden = decoder.Within("hidden_size", 1, 1 << 20);
        return hidden % heads == 0 ? hidden / heads : throw decoder.Wrong("hidden_size", $"a multiple of {heads} heads, or head_size beside it", $"{hidden}");
    }

    private static ImmutableArray<int> EndTokens(ConfigFile model, int vocabulary)
    {
        var found = model.Integers("eos_token_id");
        return found.Count <= MostEndTokens && found.All(id => id >= 0 && id < vocabulary)
            ? [.. found.Distinct()]
            : throw model.Wrong("eos_token_id", $"at most {MostEndTokens} tokens from 0 to {vocabulary - 1}", $"{found.Count} from {found.Min()} to {found.Max()}");
    }

    private static DecoderNames Names(ConfigFile decoder)
    {
        var inputs = decoder.Section("inputs");
        var outputs = decoder.Section("outputs");
        return new DecoderNames(
            inputs.Name("input_ids"),
            inputs.Name("attention_mask"),
            Template(inputs, "past_key_names"),
            Template(inputs, "past_value_names"),
            outputs.Name("logits"),
            Template(outputs, "present_key_names"),
            Template(outputs, "present_value_names"));
    }

    private static string Template(ConfigFile fields, string name)
    {
        var text = fields.Name(name);
        return text.Split("%d").Length == 2 ? text : throw fields.Wrong(name, "a name with %d once, for the layer", text);
    }
}
