using LanguageModels.Graphs;
using Trainer.Gradients;
using Xunit;

namespace Trainer.Tests.Gradients;

/// <summary>The decoder that is trained against the one from primitives in double precision, whole: loss and every gradient.</summary>
public sealed class DecoderOracleTests
{
    private const int Rows = 2, Columns = 12;

    /// <summary>Rounding of float32 through two layers; the notes measured 6.6e-7 on a larger model.</summary>
    private const double Tolerance = 5e-6;

    private static readonly DecoderArchitecture _shape = new()
    {
        Family = "llama", Layers = 2, Hidden = 32, Heads = 4, KeyValueHeads = 2, HeadSize = 8, FeedForward = 48, Vocabulary = 40, ContextLength = 64, NormEpsilon = 1e-5f, RopeTheta = 10_000, IsTied = true,
    };

    [Fact]
    public void A_llama_with_tied_embeddings() => Compare(_shape, []);

    [Fact]
    public void A_head_of_its_own() => Compare(_shape with { IsTied = false }, [("lm_head.weight", [40, 32])]);

    [Fact]
    public void Stretched_rotary_frequencies() => Compare(_shape with { RopeScaling = new RopeScaling.Llama3(8, 1, 4, 16) }, []);

    [Fact]
    public void Biases_of_query_key_and_value_as_in_qwen2() => Compare(_shape, [.. Layers("self_attn.q_proj.bias", 32), .. Layers("self_attn.k_proj.bias", 16), .. Layers("self_attn.v_proj.bias", 16)]);

    [Fact]
    public void Norms_of_query_and_key_as_in_qwen3() => Compare(_shape, [.. Layers("self_attn.q_norm.weight", 8), .. Layers("self_attn.k_norm.weight", 8)]);

    [Fact]
    public void Adapters_on_some_projections() =>
        Compare(_shape, [.. Layers("self_attn.q_proj.lora_A.weight", 3, 32), .. Layers("self_attn.q_proj.lora_B.weight", 32, 3), .. Layers("mlp.down_proj.lora_A.weight", 3, 48), .. Layers("mlp.down_proj.lora_B.weight", 32, 3)], onlyAdapters: true);

    private static void Compare(DecoderArchitecture shape, (string Name, long[] Shape)[] extra, bool onlyAdapters = false)
    {
        var shapes = Base().Concat(extra).ToDictionary(tensor => tensor.Name, tensor => new ParameterShape(tensor.Shape, !onlyAdapters || tensor.Name.Contains("lora")));
        var inputs = Inputs(shapes);
        var found = Evaluate(ElementType.Float, shapes, inputs, (graph, parameters) =>
        {
            var layers = new DecoderLayers(graph, parameters, new DecoderPlan(shape, Rows, Columns, false, 5, 1.5f));
            var targets = TokenTargets.Declare(graph, new TokenLoss.Hard(), Rows * Columns, shape.Vocabulary);
            return new LanguageHead(graph, layers.OutputMatrix, 7).Loss(layers.Hidden(), new TokenLoss.Hard(), targets).Total;
        });
        var expected = Evaluate(ElementType.Double, shapes, inputs, (graph, parameters) => PlainDecoder.Loss(graph, parameters, shape, Rows, Columns, 1.5f));

        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        Assert.Equal(1 + shapes.Count(tensor => tensor.Value.IsTrained), expected.Count);
        Assert.All(expected, tensor =>
        {
            var (difference, length) = (Length(tensor.Value.Zip(found[tensor.Key], (a, b) => a - b)), Length(tensor.Value));
            Assert.True(length > 0 && difference <= Tolerance * length, $"{tensor.Key}: off by {difference / length:E1} of its length; allowed {Tolerance:E1}.");
        });
    }

    private static IEnumerable<(string Name, long[] Shape)> Base() =>
    [
        ("model.embed_tokens.weight", [40, 32]), ("model.norm.weight", [32]), .. Layers("input_layernorm.weight", 32), .. Layers("post_attention_layernorm.weight", 32),
        .. Layers("self_attn.q_proj.weight", 32, 32), .. Layers("self_attn.k_proj.weight", 16, 32), .. Layers("self_attn.v_proj.weight", 16, 32), .. Layers("self_attn.o_proj.weight", 32, 32),
        .. Layers("mlp.gate_proj.weight", 48, 32), .. Layers("mlp.up_proj.weight", 48, 32), .. Layers("mlp.down_proj.weight", 32, 48),
    ];

    private static IEnumerable<(string Name, long[] Shape)> Layers(string part, params long[] shape) => [($"model.layers.0.{part}", shape), ($"model.layers.1.{part}", shape)];

    private static Dictionary<string, double[]> Evaluate(ElementType real, Dictionary<string, ParameterShape> shapes, Dictionary<string, Array> inputs, Func<GradientGraph, ParameterInputs, Symbol> build)
    {
        var graph = new GradientGraph(real);
        var parameters = new ParameterInputs(graph, shapes, isTraining: true);
        var loss = build(graph, parameters);
        var flow = graph.Backward(loss);
        var trained = parameters.Used.Where(tensor => flow.Of(tensor.Value) is not null && tensor.Value.NeedsGradient).ToArray();
        using var run = new GraphRun(graph, [loss, .. trained.Select(tensor => flow.Of(tensor.Value)!)]); // filtered just before
        var results = run.Evaluate(inputs);
        return trained.Select((tensor, i) => (tensor.Key, results[i + 1])).Append(("loss", results[0])).ToDictionary(pair => pair.Item1, pair => pair.Item2);
    }

    private static Dictionary<string, Array> Inputs(Dictionary<string, ParameterShape> shapes)
    {
        var random = new Random(17);
        var inputs = new Dictionary<string, Array>
        {
            [DecoderLayers.Tokens] = Enumerable.Range(0, Rows * Columns).Select(_ => (long)random.Next(40)).ToArray(),
            [TokenTargets.LabelsName] = Enumerable.Range(0, Rows * Columns).Select(_ => (long)random.Next(40)).ToArray(),
            [TokenTargets.WeightsName] = Enumerable.Range(0, Rows * Columns).Select(i => i % 3 == 0 ? 0.0 : 0.1).ToArray(),
        };
        foreach (var (name, tensor) in shapes)
        {
            var count = tensor.Shape.Aggregate(1L, (product, size) => product * size);
            inputs[name] = name.Contains("norm") ? RuleCheck.Numbers(random, count, 0.9, 1.1) : RuleCheck.Numbers(random, count, -0.3, 0.3);
        }

        return inputs;
    }

    private static double Length(IEnumerable<double> numbers) => Math.Sqrt(numbers.Sum(number => number * number));
}
