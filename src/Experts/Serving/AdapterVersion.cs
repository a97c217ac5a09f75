using Experts.Registry;
using LanguageModels.Sessions;

namespace Experts.Serving;

/// <summary>
/// A version that is an adapter on another version: its folder holds what PEFT saved (<c>adapter_config.json</c>,
/// <c>adapter_model.safetensors</c>), perhaps with a tokenizer and template of its own, and <see cref="ExpertFacts.Base"/> names its base
/// as <c>name@version</c>.
/// </summary>
public static class AdapterVersion
{
    /// <summary>Begins the name of a base that is an expert in the registry.</summary>
    public const string BasePrefix = "expert/";

    private const string Settings = "adapter_config.json";

    private static readonly string[] _files =
        [Settings, "adapter_model.safetensors", "tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json"];

    /// <summary>Whether a folder is one.</summary>
    public static bool IsThere(string folder) => File.Exists(Path.Combine(folder, Settings)) && !File.Exists(Path.Combine(folder, "genai_config.json"));

    /// <summary>Copies an adapter into a draft and says what it is. Nothing is merged: it runs on its base, beside other adapters.</summary>
    /// <param name="source">Folder that PEFT saved.</param>
    /// <param name="draft">Where to.</param>
    /// <param name="baseVersion">Version it was trained on.</param>
    /// <exception cref="RegistryException">The base is an adapter itself, or no registry keeps it.</exception>
    /// <exception cref="LanguageModels.Importing.ImportException">It is no plain LoRA adapter.</exception>
    /// <exception cref="InvalidDataException">Its tensors do not fit each other.</exception>
    public static ExpertFacts Write(string source, string draft, ExpertVersion baseVersion)
    {
        if (baseVersion.Manifest is not { } manifest || IsThere(baseVersion.Folder))
        {
            throw new RegistryException($"'{baseVersion.Name}' is no model that an adapter can run on; expected a whole model of the registry.");
        }

        foreach (var name in _files.Where(name => File.Exists(Path.Combine(source, name))))
        {
            File.Copy(Path.Combine(source, name), Path.Combine(draft, name), overwrite: true);
        }

        _ = LoraWeights.Read(draft);
        return manifest.Facts with { Quantisation = "lora", Base = $"{baseVersion.Name}@{baseVersion.Version}" };
    }

    /// <summary>The version it runs on.</summary>
    /// <exception cref="RegistryException">It names none, or the registry holds it no more.</exception>
    internal static ExpertVersion BaseOf(ExpertVersion version, ExpertRegistry? registry)
    {
        var named = version.Manifest?.Facts.Base?.Split('@');
        return named is [var name, var hash] && registry?.Resolve(name, hash) is { } found
            ? found
            : throw new RegistryException($"'{version.Name}' is an adapter on '{version.Manifest?.Facts.Base ?? "a model that it does not name"}', which the registry does not hold; import that version again.");
    }

    /// <summary>Where tokens and templates are read: the adapter's own folder where it brings a tokenizer, else its base's.</summary>
    internal static ModelFolder FormatOf(ExpertVersion version, ModelFolder baseFolder) =>
        File.Exists(Path.Combine(version.Folder, "tokenizer.json")) && File.Exists(Path.Combine(version.Folder, "tokenizer_config.json"))
            ? baseFolder with { Path = version.Folder }
            : baseFolder;
}
