namespace Trainer.Backends;

/// <summary>
/// A teacher's distributions for the labelled tokens of a batch (distillation, arXiv 1503.02531). The loss of a token is
/// share x temperature^2 x KL(teacher, student), both at the temperature, plus (1 - share) x the cross-entropy of its label.
/// </summary>
/// <param name="Temperature">Divides the logits of both; above 0.</param>
/// <param name="Share">Of the teacher in the loss, 0 to 1.</param>
public abstract record SoftTargets(float Temperature, float Share)
{
    /// <summary>The most likely tokens alone.</summary>
    /// <param name="Count">Tokens a place, all different.</param>
    /// <param name="Tokens">[rows, columns, count]</param>
    /// <param name="Probabilities">[rows, columns, count] at the temperature.</param>
    /// <param name="HasRest">Whether what is missing to 1 is a bucket of its own for all other tokens; otherwise the probabilities add up to 1.</param>
    /// <param name="Temperature">Divides the logits of both.</param>
    /// <param name="Share">Of the teacher in the loss.</param>
    public sealed record Top(int Count, ReadOnlyMemory<int> Tokens, ReadOnlyMemory<float> Probabilities, bool HasRest, float Temperature, float Share)
        : SoftTargets(Temperature, Share);

    /// <summary>The whole vocabulary.</summary>
    /// <param name="Logits">[rows, columns, vocabulary], not yet divided by the temperature.</param>
    /// <param name="Temperature">Divides the logits of both.</param>
    /// <param name="Share">Of the teacher in the loss.</param>
    public sealed record Full(ReadOnlyMemory<float> Logits, float Temperature, float Share) : SoftTargets(Temperature, Share);
}
