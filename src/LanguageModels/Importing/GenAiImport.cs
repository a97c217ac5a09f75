using LanguageModels.Configuration;

namespace LanguageModels.Importing;

/// <summary>Takes over a folder that ONNX Runtime GenAI's own builder made, after a look at its configuration.</summary>
internal static class GenAiImport
{
    /// <summary>Copies the folder.</summary>
    public static ImportedModel Run(ImportRun run)
    {
        var model = ConfigFile.Read(Path.Combine(run.Source, "genai_config.json")).Section("model");
        var decoder = model.Object("decoder") ?? throw new ImportException($"{run.Source}/genai_config.json: 'model.decoder' is missing; only decoders are imported.");
        var graph = decoder.Text("filename") ?? "model.onnx";
        foreach (var needed in new[] { graph, "tokenizer.json" })
        {
            if (Path.GetFileName(needed) != needed || !File.Exists(Path.Combine(run.Source, needed)))
            {
                throw new ImportException($"{run.Source}: the file '{needed}' is missing.");
            }
        }

        var files = Directory.GetFiles(run.Source).Select(file => Path.GetFileName(file)!).ToArray(); // a path from a listing has a name
        var progress = run.Stage("copying");
        for (var i = 0; i < files.Length; i++)
        {
            run.Copy(files[i]);
            progress.Report((i + 1.0) / files.Length);
        }

        return new ImportedModel { Kind = ModelKind.Decoder, Format = "genai", Architecture = model.Text("type") ?? "unknown", Licence = StatedLicence.Of(run.Source), Notes = ["Copied as its builder wrote it."] };
    }
}
