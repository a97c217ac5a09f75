using LanguageModels.Configuration;

namespace LanguageModels.Importing;

/// <summary>Imports a PEFT adapter folder: merged into its base model, which is given beside it.</summary>
internal static class AdapterImport
{
    private const string Template = "chat_template.jinja";

    private static readonly string[] _formats = ["tokenizer.json", "tokenizer_config.json", Template, "special_tokens_map.json"];

    /// <summary>Writes the folder.</summary>
    /// <param name="run">The import of the adapter.</param>
    /// <param name="importBase">Imports the base model with the adapter.</param>
    public static ImportedModel Run(ImportRun run, Func<ImportRun, ImportedModel> importBase)
    {
        if (run.Options.BaseModel is not { } source)
        {
            throw new ImportException($"{run.Source} is an adapter; name its base model (a Hugging Face folder or a GGUF file) as well.");
        }

        using var adapter = LoraAdapter.Open(run.Source);
        var model = importBase(run with { Source = source, Adapter = adapter });
        var formats = CopyFormats(run);
        return model with
        {
            Format = "peft",
            Licence = LicenceOf(StatedLicence.Of(run.Source), model.Licence),
            Notes =
            [
                .. model.Notes, $"An adapter on {adapter.Targets.Count} matrices was merged into the base model {Path.GetFileName(source)}.",
                .. formats.Length > 0 ? new[] { $"From the adapter's own folder: {string.Join(", ", formats)}." } : [],
            ],
        };
    }

    /// <summary>An adapter is trained on prompts of its own form: what its folder says about tokens and turns holds over the base's.</summary>
    private static string[] CopyFormats(ImportRun run)
    {
        string[] own = [.. _formats.Where(name => File.Exists(Path.Combine(run.Source, name)))];
        run.Copy(own);
        var settings = Path.Combine(run.Source, "tokenizer_config.json");
        if (!own.Contains(Template) && own.Contains("tokenizer_config.json") && ConfigFile.Read(settings).IsSet("chat_template"))
        {
            File.Delete(Path.Combine(run.Destination, Template)); // the base's file would hide the adapter's template
        }

        return own;
    }

    private static string? LicenceOf(string? adapter, string? model) =>
        adapter is null || adapter == model ? model : model is null ? adapter : $"{adapter} (adapter), {model} (base model)";
}
