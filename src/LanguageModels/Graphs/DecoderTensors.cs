using LanguageModels.Weights;

namespace LanguageModels.Graphs;

/// <summary>A decoder's tensors by their place in it, with their shapes checked.</summary>
internal sealed class DecoderTensors(ITensorSource source, DecoderArchitecture shape)
{
    /// <summary>The shape they have.</summary>
    public DecoderArchitecture Shape => shape;

    /// <summary>[vocabulary, hidden]</summary>
    public float[] Embedding() => Read("model.embed_tokens.weight", shape.Vocabulary, shape.Hidden);

    /// <summary>[vocabulary, hidden]; null when it is the embedding.</summary>
    public float[]? Head() => shape.IsTied ? null : Read("lm_head.weight", shape.Vocabulary, shape.Hidden);

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => source.Tensors.ContainsKey(name);

    /// <summary>A matrix, [rows, columns].</summary>
    public float[] Matrix(string name, int rows, int columns) => Read(name + ".weight", rows, columns);

    /// <summary>A bias, [size]; null where there is none.</summary>
    public float[]? Bias(string name, int size) => Has(name + ".bias") ? Read(name + ".bias", size) : null;

    /// <summary>A projection from the residual stream to heads, [heads x padded size, hidden], and its bias.</summary>
    public (float[] Weights, float[]? Bias) ToHeads(string name, int heads) => (
        HeadPadding.Rows(Matrix(name, heads * shape.HeadSize, shape.Hidden), shape.HeadSize, shape.Hidden),
        Bias(name, heads * shape.HeadSize) is { } bias ? HeadPadding.Rows(bias, shape.HeadSize, 1) : null);

    /// <summary>The projection from heads to the residual stream, [hidden, heads x padded size].</summary>
    public float[] FromHeads(string name) => HeadPadding.Columns(Matrix(name, shape.Hidden, shape.Heads * shape.HeadSize), shape.HeadSize, shape.Heads * shape.HeadSize);

    /// <summary>A tensor of a shape.</summary>
    /// <exception cref="InvalidDataException">There is none, or it has another shape.</exception>
    public float[] Read(string name, params long[] expected)
    {
        if (!source.Tensors.TryGetValue(name, out var info))
        {
            throw new InvalidDataException($"Tensor '{name}' [{string.Join(", ", expected)}] is missing from the checkpoint.");
        }

        if (!info.Shape.AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException($"Tensor '{name}' has the shape [{string.Join(", ", info.Shape)}]; expected [{string.Join(", ", expected)}].");
        }

        var values = new float[info.Elements];
        source.Read(name, values);
        return values;
    }
}
