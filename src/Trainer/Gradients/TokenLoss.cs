namespace Trainer.Gradients;

/// <summary>What a language model's head is to learn; part of what identifies a graph.</summary>
internal abstract record TokenLoss
{
    private TokenLoss()
    {
    }

    /// <summary>Cross-entropy of labels.</summary>
    public sealed record Hard : TokenLoss;

    /// <summary>share T^2 KL(teacher, student) at temperature T + (1 - share) cross-entropy of labels, from the teacher's best tokens.</summary>
    /// <param name="Count">Tokens a place.</param>
    /// <param name="HasRest">Whether all other tokens are one more bucket.</param>
    /// <param name="Temperature">T.</param>
    /// <param name="Share">Of the teacher.</param>
    public sealed record Top(int Count, bool HasRest, float Temperature, float Share) : TokenLoss;

    /// <summary>The same from the teacher's logits of the whole vocabulary.</summary>
    /// <param name="Temperature">T.</param>
    /// <param name="Share">Of the teacher.</param>
    public sealed record Full(float Temperature, float Share) : TokenLoss;
}
