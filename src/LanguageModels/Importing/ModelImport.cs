namespace LanguageModels.Importing;

/// <summary>
/// Turns a foreign model into a folder that this project and ONNX Runtime GenAI load: a GGUF file, a Hugging Face folder, a
/// PEFT adapter folder with its base, a GenAI folder (checked and copied), or a BERT-family embedding folder.
/// </summary>
public static class ModelImport
{
    /// <summary>Recognises the source and imports it.</summary>
    /// <param name="source">A GGUF file or a model folder.</param>
    /// <param name="destination">An empty folder; what is in it after a failure is to be thrown away.</param>
    /// <param name="options">Choices.</param>
    /// <param name="progress">Stages and their shares; null for none.</param>
    /// <param name="cancellationToken">Ends the import between two tensors.</param>
    /// <exception cref="ImportException">The source is not supported or damaged; the message names the file and the field or tensor.</exception>
    public static Task<ImportedModel> ImportAsync(string source, string destination, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellationToken) =>
        Task.Run(() => Import(source, destination, options, progress, cancellationToken), cancellationToken);

    private static ImportedModel Import(string source, string destination, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        if (options.ContextLength is < 1 and var length)
        {
            throw new ImportException($"A context of {length} tokens was asked for; expected 1 or more.");
        }

        Directory.CreateDirectory(destination);
        var run = new ImportRun(source, destination, options, progress, cancellationToken);
        try
        {
            var model = Kind(source) switch
            {
                SourceKind.Gguf => GgufImport.Run(run),
                SourceKind.GenAi => GenAiImport.Run(run),
                SourceKind.HuggingFace => HuggingFaceImport.Run(run),
                SourceKind.Adapter => AdapterImport.Run(run, ImportBase),
                _ => throw new ImportException($"{source}: expected a .gguf file, or a folder with genai_config.json, with config.json and model.safetensors, or with adapter_config.json."),
            };
            TokenizerFit.Require(destination);
            return model;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ImportException(e.Message, e);
        }
    }

    private static ImportedModel ImportBase(ImportRun run) => Kind(run.Source) switch
    {
        SourceKind.Gguf => GgufImport.Run(run),
        SourceKind.HuggingFace => HuggingFaceImport.Run(run),
        var kind => throw new ImportException($"{run.Source}: expected the base model of an adapter as a Hugging Face folder or a GGUF file, found {kind}."),
    };

    private static SourceKind Kind(string source)
    {
        if (File.Exists(source))
        {
            return source.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) ? SourceKind.Gguf : SourceKind.Unknown;
        }

        return Has("genai_config.json") ? SourceKind.GenAi : Has("adapter_config.json") ? SourceKind.Adapter : Has("config.json") ? SourceKind.HuggingFace : SourceKind.Unknown;

        bool Has(string file) => File.Exists(Path.Combine(source, file));
    }

    private enum SourceKind
    {
        Unknown,
        Gguf,
        GenAi,
        HuggingFace,
        Adapter,
    }
}
