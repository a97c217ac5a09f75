using System.Collections.Immutable;
using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace Trainer.Backends;

/// <summary>Which tensors a decoder has, and how they begin.</summary>
internal static class DecoderParameters
{
    private const double Deviation = 0.02;

    private static readonly string[] _optional = ["self_attn.q_proj.bias", "self_attn.k_proj.bias", "self_attn.v_proj.bias", "self_attn.o_proj.bias", "self_attn.q_norm.weight", "self_attn.k_norm.weight", "mlp.gate_proj.bias", "mlp.up_proj.bias", "mlp.down_proj.bias"];

    /// <summary>The tensors, filled.</summary>
    public static ParameterSet Create(DecoderArchitecture shape, TrainingOptions options, ITensorSource? start, ulong seed)
    {
        var tensors = Base(shape, start).Select(tensor => (tensor.Name, tensor.Shape, IsTrained: options.Lora is null && !IsFrozen(options, tensor.Name))).ToList();
        if (options.Lora is { } lora)
        {
            tensors.AddRange([.. Adapters(tensors, lora)]);
        }

        return StartValues.Fill(new ParameterSet(tensors), start, options.Lora?.Start, (parameter, values) => Begin(shape, parameter, values, seed));
    }

    /// <summary>Whether options keep a tensor as it is.</summary>
    public static bool IsFrozen(TrainingOptions options, string name) => options.Frozen.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static IEnumerable<(string Name, ImmutableArray<long> Shape)> Base(DecoderArchitecture shape, ITensorSource? start)
    {
        long hidden = shape.Hidden, vocabulary = shape.Vocabulary;
        yield return ("model.embed_tokens.weight", [vocabulary, hidden]);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            foreach (var (part, size) in Layer(shape))
            {
                var name = $"model.layers.{layer}.{part}";
                if (!_optional.Contains(part) || start?.Tensors.ContainsKey(name) == true)
                {
                    yield return (name, size);
                }
            }
        }

        yield return ("model.norm.weight", [hidden]);
        if (!shape.IsTied)
        {
            yield return ("lm_head.weight", [vocabulary, hidden]);
        }
    }

    private static IEnumerable<(string Part, ImmutableArray<long> Shape)> Layer(DecoderArchitecture shape)
    {
        long hidden = shape.Hidden, queries = (long)shape.Heads * shape.HeadSize, keys = (long)shape.KeyValueHeads * shape.HeadSize, inner = shape.FeedForward;
        yield return ("input_layernorm.weight", [hidden]);
        foreach (var (name, rows, columns) in ((string, long, long)[])[
            ("self_attn.q_proj", queries, hidden), ("self_attn.k_proj", keys, hidden), ("self_attn.v_proj", keys, hidden), ("self_attn.o_proj", hidden, queries),
            ("mlp.gate_proj", inner, hidden), ("mlp.up_proj", inner, hidden), ("mlp.down_proj", hidden, inner)])
        {
            yield return (name + ".weight", [rows, columns]);
            yield return (name + ".bias", [rows]);
        }

        yield return ("self_attn.q_norm.weight", [shape.HeadSize]);
        yield return ("self_attn.k_norm.weight", [shape.HeadSize]);
        yield return ("post_attention_layernorm.weight", [hidden]);
    }

    private static IEnumerable<(string, ImmutableArray<long>, bool)> Adapters(IEnumerable<(string Name, ImmutableArray<long> Shape, bool IsTrained)> tensors, LoraOptions lora)
    {
        foreach (var (name, shape, _) in tensors.Where(tensor => lora.Targets.Any(target => tensor.Name.EndsWith($".{target}.weight", StringComparison.Ordinal))))
        {
            var matrix = name[..^".weight".Length];
            yield return (matrix + LoraNames.First, [lora.Rank, shape[1]], true);
            yield return (matrix + LoraNames.Second, [shape[0], lora.Rank], true);
        }
    }

    /// <summary>
    /// Normal numbers; those of matrices that add to the residual stream over sqrt(2 layers) (GPT-2's rule). Norms one, biases zero.
    /// Adapters as PEFT: A uniform within 1 / sqrt(inputs), B zero.
    /// </summary>
    private static void Begin(DecoderArchitecture shape, Parameter parameter, Span<float> values, ulong seed)
    {
        var random = new SeededNormal(seed, parameter.Name);
        if (parameter.Name.EndsWith(LoraNames.First, StringComparison.Ordinal))
        {
            random.FillUniform(values, 1 / Math.Sqrt(parameter.Shape[1]));
        }
        else if (parameter.Shape.Length == 1)
        {
            values.Fill(parameter.Name.EndsWith("norm.weight", StringComparison.Ordinal) ? 1 : 0);
        }
        else if (!parameter.Name.EndsWith(LoraNames.Second, StringComparison.Ordinal))
        {
            var addsToResidual = parameter.Name.EndsWith("o_proj.weight", StringComparison.Ordinal) || parameter.Name.EndsWith("down_proj.weight", StringComparison.Ordinal);
            random.FillNormal(values, addsToResidual ? Deviation / Math.Sqrt(2 * shape.Layers) : Deviation);
        }
    }
}
