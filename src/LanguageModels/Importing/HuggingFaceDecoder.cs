using System.Collections.Immutable;
using LanguageModels.Configuration;
using LanguageModels.Graphs;

namespace LanguageModels.Importing;

/// <summary>Reads a decoder's <c>config.json</c> as transformers 4 and 5 write it.</summary>
internal static class HuggingFaceDecoder
{
    private const string Windowed = "sliding_attention", Full = "full_attention";

    private static readonly string[] _families = ["llama", "mistral", "qwen2", "qwen3", "smollm3"];
    private static readonly string[] _switched = ["qwen2", "qwen3", "smollm3"];

    /// <summary>Whether the configuration is that of a decoder read here.</summary>
    public static bool Is(ConfigFile config) => _families.Contains(config.Text("model_type"));

    /// <summary>The shape.</summary>
    /// <exception cref="InvalidDataException">A field is missing, or asks for something that the graphs do not compute.</exception>
    public static DecoderArchitecture Read(ConfigFile config)
    {
        var family = config.Text("model_type") ?? "";
        if (!_families.Contains(family))
        {
            throw config.Wrong("model_type", string.Join(", ", _families), $"'{family}'");
        }

        if (config.Text("hidden_act") is { } activation and not "silu")
        {
            throw config.Wrong("hidden_act", "'silu'", $"'{activation}'");
        }

        var (hidden, heads, layers) = (config.Size("hidden_size"), config.Size("num_attention_heads"), config.Size("num_hidden_layers"));
        return new DecoderArchitecture
        {
            Family = family,
            Layers = layers,
            Hidden = hidden,
            Heads = heads,
            KeyValueHeads = config.Integer("num_key_value_heads") ?? heads,
            HeadSize = config.Integer("head_dim") ?? hidden / heads,
            FeedForward = config.Size("intermediate_size"),
            Vocabulary = config.Size("vocab_size"),
            ContextLength = config.Size("max_position_embeddings"),
            NormEpsilon = (float)(config.Number("rms_norm_eps") ?? 1e-6),
            RopeTheta = Rope(config).Number("rope_theta") ?? config.Number("rope_theta") ?? 10_000,
            RopeScaling = Scaling(config),
            LayersWithoutRope = WithoutRope(config, layers),
            SlidingWindow = Window(config, family),
            LayersWithoutWindow = Window(config, family) is null ? [] : WithoutWindow(config, family, layers),
            IsTied = config.Flag("tie_word_embeddings") ?? false,
            BeginToken = config.Integer("bos_token_id"),
            EndTokens = [.. config.Integers("eos_token_id")],
            PadToken = config.Integer("pad_token_id"),
        };
    }

    /// <summary>transformers 5 keeps all of it in <c>rope_parameters</c>, 4 spreads it over <c>rope_theta</c> and <c>rope_scaling</c>.</summary>
    private static ConfigFile Rope(ConfigFile config) => config.Object("rope_parameters") ?? config.Object("rope_scaling") ?? config;

    private static RopeScaling Scaling(ConfigFile config)
    {
        var rope = config.Object("rope_parameters") ?? config.Object("rope_scaling");
        var original = rope?.Integer("original_max_position_embeddings") ?? config.Integer("original_max_position_embeddings") ?? config.Size("max_position_embeddings");
        return (rope?.Text("rope_type") ?? rope?.Text("type")) switch
        {
            null or "default" => new RopeScaling.None(),
            "linear" => new RopeScaling.Linear(Factor()),
            "llama3" => new RopeScaling.Llama3(Factor(), rope!.Number("low_freq_factor") ?? 1, rope.Number("high_freq_factor") ?? 4, original),
            "yarn" => new RopeScaling.Yarn(Factor(), original, rope!.Number("beta_fast") ?? 32, rope.Number("beta_slow") ?? 1, rope.Number("attention_factor")),
            var other => throw config.Wrong("rope_type", "default, linear, llama3 or yarn", $"'{other}'"),
        };

        double Factor() => rope!.Number("factor") is { } factor and >= 1 ? factor : throw config.Wrong("factor", "a number of 1 or more", "another");
    }

    /// <summary>Mistral's window holds when it is there; the others have a switch beside it, which is off where nothing is said.</summary>
    private static int? Window(ConfigFile config, string family) => config.Flag("use_sliding_window") ?? !_switched.Contains(family) ? config.Integer("sliding_window") : null;

    /// <summary>Which layers see everything: a list says so, or Qwen's number of first layers (28 where nothing is said, as in transformers).</summary>
    private static ImmutableHashSet<int> WithoutWindow(ConfigFile config, string family, int layers)
    {
        var kinds = config.Texts("layer_types");
        if (kinds.Count > 0)
        {
            return kinds.Count == layers && kinds.FirstOrDefault(kind => kind is not (Windowed or Full)) is null
                ? [.. Enumerable.Range(0, layers).Where(layer => kinds[layer] == Full)]
                : throw config.Wrong("layer_types", $"'{Windowed}' or '{Full}' for each of {layers} layers", string.Join(", ", kinds.Distinct()) + $" for {kinds.Count}");
        }

        return family switch
        {
            "qwen2" or "qwen3" => [.. Enumerable.Range(0, Math.Clamp(config.Integer("max_window_layers") ?? 28, 0, layers))],
            "smollm3" => throw config.Wrong("layer_types", "a list that says which layers have the sliding window", "nothing"),
            _ => [],
        };
    }

    private static ImmutableHashSet<int> WithoutRope(ConfigFile config, int layers)
    {
        var rotated = config.Integers("no_rope_layers"); // 1 where a layer has rope, whatever its name says
        return [.. Enumerable.Range(0, Math.Min(layers, rotated.Count)).Where(layer => rotated[layer] == 0)];
    }
}
