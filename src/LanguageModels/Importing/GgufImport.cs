using System.Text.Json.Nodes;
using LanguageModels.Graphs;
using LanguageModels.Tokenization;
using LanguageModels.Weights;

namespace LanguageModels.Importing;

/// <summary>Imports a GGUF file: weights, tokenizer and chat template come from the one file.</summary>
internal static class GgufImport
{
    /// <summary>Writes the folder.</summary>
    public static ImportedModel Run(ImportRun run)
    {
        using var file = GgufFile.Open(run.Source);
        var shape = GgufDecoder.Read(file, run.Source);
        using var tensors = new GgufDecoderTensors(file, shape);
        var precision = run.Options.Precision ?? (run.Adapter is null ? Default(file) : Precision.Int8);
        WriteTokenizer(run, file);
        DecoderGraph.Write(run.Destination, shape, run.Adapted(tensors), run.GraphOptions(precision), run.Stage("weights"));
        return new ImportedModel
        {
            Kind = ModelKind.Decoder,
            Format = "gguf",
            Architecture = shape.Family,
            Precision = precision,
            Parameters = file.Tensors.Values.Sum(tensor => tensor.Elements),
            Licence = file.Metadata.Text("general.license"),
            Notes = [$"The file's own quantisation is {FileType(file)}."],
        };
    }

    /// <summary>4 bits only where every matrix of the layers lies on that grid already: then nothing is lost.</summary>
    private static Precision Default(GgufFile file) => Matrices(file).All(tensor => tensor.Type == "Q4_1") ? Precision.Int4Minimum : Precision.Int8;

    /// <summary>The element type of most matrices inside the layers.</summary>
    private static string FileType(GgufFile file) => Matrices(file)
        .CountBy(tensor => tensor.Type)
        .OrderByDescending(count => count.Value)
        .Select(count => count.Key)
        .FirstOrDefault("F32");

    private static IEnumerable<TensorInfo> Matrices(GgufFile file) =>
        file.Tensors.Values.Where(tensor => tensor.Shape.Length == 2 && tensor.Name.StartsWith("blk.", StringComparison.Ordinal));

    private static void WriteTokenizer(ImportRun run, GgufFile file)
    {
        var metadata = file.Metadata;
        var tokens = metadata.Texts("tokenizer.ggml.tokens") ?? throw new ImportException($"{run.Source}: key 'tokenizer.ggml.tokens' is missing; a file without its tokenizer is not imported.");
        var vocabulary = new GgufVocabulary
        {
            Model = metadata.Text("tokenizer.ggml.model") ?? "",
            PreTokenizer = metadata.Text("tokenizer.ggml.pre"),
            Tokens = tokens,
            Scores = metadata.Numbers("tokenizer.ggml.scores") is { } scores ? [.. scores.Select(score => (float)score)] : null,
            TokenTypes = metadata.Integers("tokenizer.ggml.token_type") is { } types ? [.. types.Select(type => (int)type)] : null,
            Merges = metadata.Texts("tokenizer.ggml.merges"),
            BeginningId = (int?)metadata.Integer("tokenizer.ggml.bos_token_id"),
            EndId = (int?)metadata.Integer("tokenizer.ggml.eos_token_id"),
            UnknownId = (int?)metadata.Integer("tokenizer.ggml.unknown_token_id"),
            AddBeginning = metadata.Flag("tokenizer.ggml.add_bos_token"),
            AddEnd = metadata.Flag("tokenizer.ggml.add_eos_token"),
            AddSpacePrefix = metadata.Flag("tokenizer.ggml.add_space_prefix"),
        };
        File.WriteAllBytes(Path.Combine(run.Destination, "tokenizer.json"), GgufTokenizer.ToTokenizerJson(vocabulary));
        File.WriteAllText(Path.Combine(run.Destination, "tokenizer_config.json"), Configuration(vocabulary, metadata.Text("tokenizer.chat_template")).ToJsonString());
    }

    /// <summary>GenAI takes the chat template from here, and only with a class that it knows.</summary>
    private static JsonObject Configuration(GgufVocabulary vocabulary, string? template)
    {
        var configuration = new JsonObject { ["tokenizer_class"] = "PreTrainedTokenizerFast", ["clean_up_tokenization_spaces"] = false };
        Token("bos_token", vocabulary.BeginningId);
        Token("eos_token", vocabulary.EndId);
        Token("unk_token", vocabulary.UnknownId);
        if (template is not null)
        {
            configuration["chat_template"] = template;
        }

        return configuration;

        void Token(string name, int? id)
        {
            if (id is { } index && index >= 0 && index < vocabulary.Tokens.Count)
            {
                configuration[name] = vocabulary.Tokens[index];
            }
        }
    }
}
