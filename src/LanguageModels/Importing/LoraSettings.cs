using LanguageModels.Configuration;

namespace LanguageModels.Importing;

/// <summary>What an <c>adapter_config.json</c> says of a plain LoRA adapter.</summary>
/// <param name="Rank">Width between the two matrices of a pair.</param>
/// <param name="Alpha">Scale times the rank.</param>
/// <param name="IsRankStabilised">Whether the scale is alpha / sqrt(rank) (arXiv 2312.03732).</param>
public readonly record struct LoraSettings(int Rank, float Alpha, bool IsRankStabilised)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "adapter_config.json";

    private const string Advice = "; save the merged model instead and import that";

    /// <summary>Each makes the adapter compute something else than W + scale B A for every input.</summary>
    private static readonly string[] _refused =
    [
        "use_dora", "fan_in_fan_out", "lora_bias", "use_qalora", "use_bdlora", "rank_pattern", "alpha_pattern",
        "alora_invocation_tokens", "layer_replication", "kasa_config", "arrow_config", "monteclora_config", "velora_config",
    ];

    /// <summary>These leave the base's matrices as they are; others (PiSSA, OLoRA, CorDA, LoftQ) train beside a changed base.</summary>
    private static readonly string[] _initialisations = ["gaussian", "eva", "orthogonal"];

    /// <summary>Multiplies the product of the two matrices.</summary>
    public float Scale => IsRankStabilised ? Alpha / MathF.Sqrt(Rank) : Alpha / Rank;

    /// <summary>Reads the settings of an adapter's folder.</summary>
    /// <exception cref="InvalidDataException">It is another kind of adapter; the message names the field.</exception>
    public static LoraSettings Read(string folder) => Read(ConfigFile.Read(Path.Combine(folder, FileName)));

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidDataException">It is another kind of adapter; the message names the field.</exception>
    internal static LoraSettings Read(ConfigFile config)
    {
        if (config.Text("peft_type") is not "LORA" and var type)
        {
            throw config.Wrong("peft_type", "'LORA'", $"'{type}'");
        }

        if (Array.Find(_refused, config.IsSet) is { } refused)
        {
            throw config.Wrong(refused, "nothing, false or an empty object", "something else" + Advice);
        }

        if (config.Flag("init_lora_weights") is null && config.Text("init_lora_weights") is { } start && !_initialisations.Contains(start))
        {
            throw config.Wrong("init_lora_weights", "true, false, " + string.Join(", ", _initialisations), $"'{start}', which changes the base model{Advice}");
        }

        var (rank, alpha) = (config.Size("r"), (float)(config.Number("lora_alpha") ?? 8));
        return new LoraSettings(rank, alpha, config.Flag("use_rslora") == true);
    }
}
