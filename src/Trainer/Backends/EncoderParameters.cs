using System.Collections.Immutable;
using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace Trainer.Backends;

/// <summary>Which tensors an encoder has, and how they begin.</summary>
internal static class EncoderParameters
{
    /// <summary>Prefix of the start and end heads.</summary>
    public const string SpanHead = "qa_outputs.";

    private const double Deviation = 0.02;

    /// <summary>The tensors, filled.</summary>
    public static ParameterSet Create(EncoderArchitecture shape, TrainingOptions options, ITensorSource? start, ulong seed)
    {
        if (options.Lora is not null)
        {
            throw new ArgumentException("Encoders are trained whole or with frozen parts; adapters are for decoders.", nameof(options));
        }

        var tensors = Names(shape).Select(tensor => (tensor.Name, tensor.Shape, !DecoderParameters.IsFrozen(options, tensor.Name))).ToList();
        return StartValues.Fill(new ParameterSet(tensors), start, null, (parameter, values) => Begin(parameter, values, seed));
    }

    private static IEnumerable<(string Name, ImmutableArray<long> Shape)> Names(EncoderArchitecture shape)
    {
        long hidden = shape.Hidden, inner = shape.FeedForward;
        yield return ("embeddings.word_embeddings.weight", [shape.Vocabulary, hidden]);
        yield return ("embeddings.position_embeddings.weight", [shape.Positions, hidden]);
        yield return ("embeddings.token_type_embeddings.weight", [shape.Segments, hidden]);
        foreach (var part in Norm("embeddings.LayerNorm", hidden))
        {
            yield return part;
        }

        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var name = $"encoder.layer.{layer}.";
            foreach (var part in (IEnumerable<(string, ImmutableArray<long>)>)[
                .. Dense(name + "attention.self.query", hidden, hidden), .. Dense(name + "attention.self.key", hidden, hidden), .. Dense(name + "attention.self.value", hidden, hidden),
                .. Dense(name + "attention.output.dense", hidden, hidden), .. Norm(name + "attention.output.LayerNorm", hidden),
                .. Dense(name + "intermediate.dense", inner, hidden), .. Dense(name + "output.dense", hidden, inner), .. Norm(name + "output.LayerNorm", hidden)])
            {
                yield return part;
            }
        }

        foreach (var part in Dense(SpanHead.TrimEnd('.'), 2, hidden))
        {
            yield return part;
        }
    }

    private static IEnumerable<(string, ImmutableArray<long>)> Dense(string name, long rows, long columns) => [(name + ".weight", [rows, columns]), (name + ".bias", [rows])];

    private static IEnumerable<(string, ImmutableArray<long>)> Norm(string name, long size) => [(name + ".weight", [size]), (name + ".bias", [size])];

    private static void Begin(Parameter parameter, Span<float> values, ulong seed)
    {
        if (parameter.Shape.Length > 1)
        {
            new SeededNormal(seed, parameter.Name).FillNormal(values, Deviation);
        }
        else
        {
            values.Fill(parameter.Name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? 1 : 0);
        }
    }
}
