namespace LanguageModels.Importing;

/// <summary>Imports a PEFT adapter folder: merged into its base model, which is given beside it.</summary>
internal static class AdapterImport
{
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
        return model with { Format = "peft", Notes = [.. model.Notes, $"An adapter on {adapter.Targets.Count} matrices was merged into the base model {Path.GetFileName(source)}."] };
    }
}
