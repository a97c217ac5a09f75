using LanguageModels.Configuration;
using LanguageModels.Graphs;

namespace LanguageModels.Importing;

/// <summary>Reads an embedding model's folder: <c>config.json</c> and the module files of sentence-transformers beside it.</summary>
internal static class HuggingFaceEncoder
{
    private static readonly string[] _families = ["bert", "roberta", "xlm-roberta"];

    /// <summary>Whether the configuration is that of an encoder read here.</summary>
    public static bool Is(ConfigFile config) => _families.Contains(config.Text("model_type"));

    /// <summary>The shape.</summary>
    /// <exception cref="InvalidDataException">A field is missing, or asks for something that the graphs do not compute.</exception>
    public static EncoderArchitecture Read(string folder, ConfigFile config)
    {
        if (config.Text("position_embedding_type") is { } kind and not "absolute")
        {
            throw config.Wrong("position_embedding_type", "'absolute'", $"'{kind}'");
        }

        var family = config.Text("model_type")!; // one of the families
        var (pad, positions) = (config.Integer("pad_token_id") ?? 0, config.Size("max_position_embeddings"));
        var first = family == "bert" ? 0 : pad + 1;
        if (first < 0 || first >= positions)
        {
            throw config.Wrong("pad_token_id", $"0 to {positions - 2}, which leaves positions for a text", pad.ToString());
        }

        var modules = SentenceModules.Read(folder);
        var (hidden, heads) = (config.Size("hidden_size"), config.Size("num_attention_heads"));
        if (hidden % heads != 0)
        {
            throw config.Wrong("num_attention_heads", $"a divisor of hidden_size ({hidden})", heads.ToString());
        }

        return new EncoderArchitecture
        {
            Family = family,
            Layers = config.Size("num_hidden_layers"),
            Hidden = hidden,
            Heads = heads,
            FeedForward = config.Size("intermediate_size"),
            Vocabulary = config.Size("vocab_size"),
            Positions = positions,
            FirstPosition = first,
            MaxLength = Math.Min(modules.MaxLength ?? int.MaxValue, positions - first),
            Segments = config.Size("type_vocab_size"),
            NormEpsilon = (float)(config.Number("layer_norm_eps") ?? 1e-12),
            IsGeluApproximate = IsApproximate(config),
            Pooling = modules.Pooling,
            IsNormalised = modules.IsNormalised,
            PadToken = pad,
        };
    }

    private static bool IsApproximate(ConfigFile config) => config.Text("hidden_act") switch
    {
        null or "gelu" => false,
        "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" => true,
        var other => throw config.Wrong("hidden_act", "gelu, gelu_new, gelu_fast or gelu_pytorch_tanh", $"'{other}'"),
    };
}
