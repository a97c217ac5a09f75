using LanguageModels.Configuration;
using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace LanguageModels.Importing;

/// <summary>Imports a Hugging Face folder: config.json, safetensors, tokenizer.json.</summary>
internal static class HuggingFaceImport
{
    /// <summary>Writes the folder.</summary>
    public static ImportedModel Run(ImportRun run)
    {
        var config = ConfigFile.Read(Path.Combine(run.Source, "config.json"));
        if (!File.Exists(Path.Combine(run.Source, "tokenizer.json")))
        {
            throw new ImportException($"{run.Source}: tokenizer.json is missing; convert the tokenizer to that format first.");
        }

        return HuggingFaceEncoder.Is(config) && run.Adapter is null ? EncoderImport.Run(run, config) : Decoder(run, config);
    }

    private static ImportedModel Decoder(ImportRun run, ConfigFile config)
    {
        var shape = HuggingFaceDecoder.Read(config);
        using var tensors = SafetensorsFolder.Open(run.Source);
        var precision = run.Options.Precision ?? Precision.Int8;
        run.Copy("tokenizer.json", "tokenizer_config.json", "chat_template.jinja", "special_tokens_map.json", "generation_config.json", "LICENSE");
        DecoderGraph.Write(run.Destination, EndsAsGenerated(run, shape), run.Adapted(tensors), run.GraphOptions(precision), run.Stage("weights"));
        return new ImportedModel
        {
            Kind = ModelKind.Decoder,
            Format = "huggingface",
            Architecture = shape.Family,
            Precision = precision,
            Parameters = tensors.Tensors.Values.Sum(tensor => tensor.Elements),
            Licence = StatedLicence.Of(run.Source),
        };
    }

    /// <summary>Where generation_config.json names end tokens, they hold: chat models end at more than the text's end.</summary>
    private static DecoderArchitecture EndsAsGenerated(ImportRun run, DecoderArchitecture shape)
    {
        var path = Path.Combine(run.Source, "generation_config.json");
        return File.Exists(path) && ConfigFile.Read(path).Integers("eos_token_id") is { Count: > 0 } ends ? shape with { EndTokens = [.. ends] } : shape;
    }
}
