using System.Numerics.Tensors;

namespace LanguageModels.Tests.Graphs;

/// <summary>How likely a text is under logits.</summary>
internal static class Likelihood
{
    /// <summary>Negative log-likelihood of each token after the first, in nats.</summary>
    /// <param name="logits">[positions, vocabulary]</param>
    /// <param name="ids">[positions]</param>
    public static double[] Losses(float[] logits, int[] ids)
    {
        var vocabulary = logits.Length / ids.Length;
        var scratch = new float[vocabulary];
        return [.. Enumerable.Range(1, ids.Length - 1).Select(i =>
        {
            var row = logits.AsSpan((i - 1) * vocabulary, vocabulary);
            var most = TensorPrimitives.Max<float>(row);
            TensorPrimitives.Subtract(row, most, scratch);
            TensorPrimitives.Exp<float>(scratch, scratch);
            return Math.Log(scratch.Sum(value => (double)value)) + most - row[ids[i]];
        })];
    }
}
