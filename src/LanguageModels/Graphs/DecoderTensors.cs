using LanguageModels.Weights;

namespace LanguageModels.Graphs;

/// <summary>A decoder's tensors by their place in it.</summary>
internal sealed class DecoderTensors(ITensorSource source, DecoderArchitecture shape) : CheckedTensors(source)
{
    /// <summary>The shape they have.</summary>
    public DecoderArchitecture Shape => shape;

    /// <summary>[vocabulary, hidden]</summary>
    public float[] Embedding() => Read("model.embed_tokens.weight", shape.Vocabulary, shape.Hidden);

    /// <summary>[vocabulary, hidden]; null when it is the embedding.</summary>
    public float[]? Head() => shape.IsTied ? null : Read("lm_head.weight", shape.Vocabulary, shape.Hidden);

    /// <summary>A projection from the residual stream to heads, [heads x padded size, hidden], and its bias.</summary>
    public (float[] Weights, float[]? Bias) ToHeads(string name, int heads) => (
        HeadPadding.Rows(Matrix(name, heads * shape.HeadSize, shape.Hidden), shape.HeadSize, shape.Hidden),
        Bias(name, heads * shape.HeadSize) is { } bias ? HeadPadding.Rows(bias, shape.HeadSize, 1) : null);

    /// <summary>The projection from heads to the residual stream, [hidden, heads x padded size].</summary>
    public float[] FromHeads(string name) => HeadPadding.Columns(Matrix(name, shape.Hidden, shape.Heads * shape.HeadSize), shape.HeadSize, shape.Heads * shape.HeadSize);
}
