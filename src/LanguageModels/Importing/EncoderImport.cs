using System.Collections.Frozen;
using LanguageModels.Configuration;
using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace LanguageModels.Importing;

/// <summary>Imports an embedding model's folder: config.json, safetensors, tokenizer.json, sentence-transformers' module files.</summary>
internal static class EncoderImport
{
    /// <summary>Writes the folder.</summary>
    public static ImportedModel Run(ImportRun run, ConfigFile config)
    {
        var shape = HuggingFaceEncoder.Read(run.Source, config);
        if (run.Options.ContextLength is { } most)
        {
            shape = shape with { MaxLength = Math.Min(shape.MaxLength, most) };
        }

        using var file = SafetensorsFolder.Open(run.Source);
        using var tensors = new Unprefixed(file);
        var precision = run.Options.Precision ?? Precision.Float32;
        run.Copy("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "LICENSE");
        EncoderGraph.Write(run.Destination, shape, tensors, precision, run.Options.AccuracyLevel, run.Stage("weights"));
        return new ImportedModel
        {
            Kind = ModelKind.Embedder,
            Format = "huggingface",
            Architecture = shape.Family,
            Precision = precision,
            Parameters = tensors.Tensors.Values.Sum(tensor => tensor.Elements),
            Licence = StatedLicence.Of(run.Source),
            Notes = [$"Texts of up to {shape.MaxLength} tokens; pooling: {shape.Pooling}{(shape.IsNormalised ? ", vectors of length 1" : "")}."],
        };
    }

    /// <summary>Tensors without the name of the model that some checkpoints put before them (<c>bert.</c>). The source stays the caller's to dispose of.</summary>
    private sealed class Unprefixed : ITensorSource
    {
        private readonly ITensorSource _source;
        private readonly FrozenDictionary<string, string> _names;

        public Unprefixed(ITensorSource source)
        {
            _source = source;
            if (source.Tensors.Keys.CountBy(Bare).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            {
                throw new ImportException($"Tensor '{twice}' is there twice, with and without the name of the model before it; expected one of the two.");
            }

            _names = source.Tensors.Keys.ToFrozenDictionary(Bare);
            Tensors = _names.ToFrozenDictionary(pair => pair.Key, pair => source.Tensors[pair.Value] with { Name = pair.Key });
        }

        public IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

        public void Read(string name, Span<float> destination) => _source.Read(_names[name], destination);

        public void Dispose()
        {
        }

        private static string Bare(string name) => name.StartsWith("bert.", StringComparison.Ordinal) || name.StartsWith("roberta.", StringComparison.Ordinal) ? name[(name.IndexOf('.') + 1)..] : name;
    }
}
