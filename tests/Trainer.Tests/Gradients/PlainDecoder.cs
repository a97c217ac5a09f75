using LanguageModels.Graphs;
using Trainer.Gradients;

namespace Trainer.Tests.Gradients;

/// <summary>The whole decoder from primitives, as the oracle of the one that is trained.</summary>
internal static class PlainDecoder
{
    /// <summary>Weighted sum over the tokens of the losses.</summary>
    public static Symbol Loss(GradientGraph graph, ParameterInputs parameters, DecoderArchitecture shape, int rows, int columns, float loraScale)
    {
        long count = (long)rows * columns;
        var (cos, sin) = RotaryTable.Make(shape.RopeTheta, shape.HeadSize, shape.HeadSize, columns, shape.RopeScaling);
        Symbol cosines = Table("cos", cos), sines = Table("sin", sin), mask = Causal();
        var table = parameters["model.embed_tokens.weight"];
        var x = graph.Rows(table, graph.Input(DecoderLayers.Tokens, ElementType.Int64, count));
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var name = $"model.layers.{layer}.";
            var h = Norm(name + "input_layernorm", x);
            Symbol q = Turned(HeadNorm(Linear(name + "self_attn.q_proj", h), name + "self_attn.q_norm", shape.Heads), shape.Heads), k = Turned(HeadNorm(Linear(name + "self_attn.k_proj", h), name + "self_attn.k_norm", shape.KeyValueHeads), shape.KeyValueHeads);
            var v = Plain.Heads(graph, graph.Reshape(Linear(name + "self_attn.v_proj", h), rows, columns, (long)shape.KeyValueHeads * shape.HeadSize), shape.KeyValueHeads);
            var mixed = graph.Reshape(graph.Transpose(Plain.Attend(graph, q, k, v, mask), 0, 2, 1, 3), count, (long)shape.Heads * shape.HeadSize);
            x = graph.Add(x, Linear(name + "self_attn.o_proj", mixed));
            h = Norm(name + "post_attention_layernorm", x);
            x = graph.Add(x, Linear(name + "mlp.down_proj", Plain.SwiGlu(graph, Linear(name + "mlp.gate_proj", h), Linear(name + "mlp.up_proj", h))));
        }

        var output = shape.IsTied ? table : parameters["lm_head.weight"];
        return Plain.HeadLoss(graph, Norm("model.norm", x), output, new TokenLoss.Hard(), TokenTargets.Declare(graph, new TokenLoss.Hard(), count, shape.Vocabulary));

        Symbol Table(string name, float[] values) => graph.Constant(name, Array.ConvertAll(values, value => (double)value), columns, shape.HeadSize / 2);

        Symbol Norm(string name, Symbol input) => Plain.RmsNorm(graph, input, parameters[name + ".weight"], shape.NormEpsilon);

        Symbol HeadNorm(Symbol input, string name, long heads) => parameters.Find(name + ".weight") is { } weight
            ? graph.Reshape(Plain.RmsNorm(graph, graph.Reshape(input, count * heads, shape.HeadSize), weight, shape.NormEpsilon), input.Shape)
            : input;

        Symbol Turned(Symbol input, long heads) =>
            Plain.Heads(graph, Plain.Rotate(graph, graph.Reshape(input, rows, columns, heads * shape.HeadSize), cosines, sines, heads), heads);

        Symbol Linear(string name, Symbol input)
        {
            var weight = parameters[name + ".weight"];
            if (parameters.Find(name + ".lora_A.weight") is { } first)
            {
                weight = graph.Add(weight, graph.Scale(graph.MatMul(parameters[name + ".lora_B.weight"], first), loraScale));
            }

            var product = graph.MatMul(input, graph.Transpose(weight, 1, 0));
            return parameters.Find(name + ".bias") is { } bias ? graph.Add(product, bias) : product;
        }

        Symbol Causal()
        {
            var values = new double[columns * columns];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = i % columns > i / columns ? -1e9 : 0;
            }

            return graph.Constant("causal", values, columns, columns);
        }
    }
}
