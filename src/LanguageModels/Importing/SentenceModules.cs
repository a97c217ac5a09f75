using System.Text.Json;
using LanguageModels.Configuration;
using LanguageModels.Graphs;

namespace LanguageModels.Importing;

/// <summary>What a sentence-transformers folder says beyond the encoder: <c>modules.json</c>, pooling, longest text.</summary>
/// <param name="Pooling">Mean where nothing is said.</param>
/// <param name="IsNormalised">Whether the list of modules ends with a normalisation; true where there is no list.</param>
/// <param name="MaxLength">Most tokens, special ones included; null where nothing is said.</param>
internal sealed record SentenceModules(Pooling Pooling, bool IsNormalised, int? MaxLength)
{
    private const int MostModules = 16;

    /// <summary>Reads what is there.</summary>
    /// <exception cref="ImportException">A module or a pooling that the graphs do not compute.</exception>
    public static SentenceModules Read(string folder)
    {
        var longest = Longest(Path.Combine(folder, "sentence_bert_config.json"));
        var modules = Modules(Path.Combine(folder, "modules.json"));
        var pooling = Pooling.Mean;
        var isNormalised = modules.Count == 0;
        foreach (var (type, path) in modules)
        {
            switch (type[(type.LastIndexOf('.') + 1)..])
            {
                case "Transformer":
                    break;
                case "Pooling":
                    pooling = PoolingOf(ConfigFile.Read(Path.Combine(folder, path, "config.json")));
                    break;
                case "Normalize":
                    isNormalised = true;
                    break;
                default:
                    throw new ImportException($"{folder}/modules.json: module '{type}': expected Transformer, Pooling and Normalize only.");
            }
        }

        return new SentenceModules(pooling, isNormalised, longest);
    }

    private static int? Longest(string path)
    {
        const string name = "max_seq_length";
        var config = File.Exists(path) ? ConfigFile.Read(path) : null;
        return config?.IsSet(name) == true ? config.Size(name) : null;
    }

    private static Pooling PoolingOf(ConfigFile config)
    {
        foreach (var refused in (ReadOnlySpan<string>)["pooling_mode_max_tokens", "pooling_mode_mean_sqrt_len_tokens", "pooling_mode_weightedmean_tokens", "pooling_mode_lasttoken"])
        {
            if (config.Flag(refused) == true)
            {
                throw config.Wrong(refused, "false (mean and CLS pooling are computed)", "true");
            }
        }

        var (mean, first) = (config.Flag("pooling_mode_mean_tokens") ?? false, config.Flag("pooling_mode_cls_token") ?? false);
        return mean != first ? mean ? Pooling.Mean : Pooling.First : throw config.Wrong("pooling_mode_mean_tokens", "exactly one of mean and CLS pooling", mean ? "both" : "neither");
    }

    private static List<(string Type, string Path)> Modules(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 8 });
            var modules = document.RootElement.EnumerateArray().Select(module => (module.GetProperty("type").GetString() ?? "", module.GetProperty("path").GetString() ?? "")).ToList();
            return modules.Count <= MostModules && modules.TrueForAll(module => module.Item2 == Path.GetFileName(module.Item2) && module.Item2 != "..")
                ? modules
                : throw new ImportException($"{path}: expected at most {MostModules} modules in folders beside it.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ImportException($"{path}: expected a list of modules with 'type' and 'path': {e.Message}", e);
        }
    }
}
