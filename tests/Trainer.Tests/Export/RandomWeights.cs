using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace Trainer.Tests.Export;

/// <summary>Weights of a tiny decoder, drawn by a seed.</summary>
internal sealed class RandomWeights : ITensorSource
{
    private readonly Dictionary<string, float[]> _values = [];

    public RandomWeights(DecoderArchitecture shape, int seed, float scale = 0.3f)
    {
        var random = new Random(seed);
        var tensors = new Dictionary<string, TensorInfo>();
        foreach (var (name, dimensions) in Shapes(shape))
        {
            tensors[name] = new TensorInfo(name, "F32", [.. dimensions.Select(size => (long)size)]);
            var isNorm = dimensions.Length == 1;
            _values[name] = [.. Enumerable.Range(0, (int)tensors[name].Elements).Select(_ => isNorm ? 1 : (random.NextSingle() - 0.5f) * 2 * scale)];
        }

        Tensors = tensors;
    }

    public IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    public float[] this[string name] => _values[name];

    public void Read(string name, Span<float> destination) => _values[name].CopyTo(destination);

    public void Dispose()
    {
    }

    private static IEnumerable<(string Name, int[] Dimensions)> Shapes(DecoderArchitecture shape)
    {
        yield return ("model.embed_tokens.weight", [shape.Vocabulary, shape.Hidden]);
        yield return ("model.norm.weight", [shape.Hidden]);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var name = $"model.layers.{layer}.";
            yield return (name + "input_layernorm.weight", [shape.Hidden]);
            yield return (name + "post_attention_layernorm.weight", [shape.Hidden]);
            yield return (name + "self_attn.q_proj.weight", [shape.Heads * shape.HeadSize, shape.Hidden]);
            yield return (name + "self_attn.k_proj.weight", [shape.KeyValueHeads * shape.HeadSize, shape.Hidden]);
            yield return (name + "self_attn.v_proj.weight", [shape.KeyValueHeads * shape.HeadSize, shape.Hidden]);
            yield return (name + "self_attn.o_proj.weight", [shape.Hidden, shape.Heads * shape.HeadSize]);
            yield return (name + "mlp.gate_proj.weight", [shape.FeedForward, shape.Hidden]);
            yield return (name + "mlp.up_proj.weight", [shape.FeedForward, shape.Hidden]);
            yield return (name + "mlp.down_proj.weight", [shape.Hidden, shape.FeedForward]);
        }
    }
}
