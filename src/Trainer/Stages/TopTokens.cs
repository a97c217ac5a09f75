using System.Numerics.Tensors;

namespace Trainer.Stages;

/// <summary>The most likely tokens of a distribution.</summary>
internal static class TopTokens
{
    /// <summary>Takes the tokens with the largest logits, likeliest first, and their probabilities softmax(logits / temperature).</summary>
    /// <param name="logits">[vocabulary]; overwritten.</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="tokens">[count], count at most the vocabulary.</param>
    /// <param name="probabilities">[count]; of the whole distribution, so that they sum to less than 1.</param>
    public static void Take(Span<float> logits, float temperature, Span<int> tokens, Span<float> probabilities)
    {
        TensorPrimitives.Divide(logits, temperature, logits);
        TensorPrimitives.SoftMax<float>(logits, logits);
        for (var rank = 0; rank < tokens.Length; rank++)
        {
            var best = TensorPrimitives.IndexOfMax<float>(logits);
            (tokens[rank], probabilities[rank]) = (best, logits[best]);
            logits[best] = -1;
        }
    }
}
