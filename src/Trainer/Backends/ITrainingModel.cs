namespace Trainer.Backends;

/// <summary>
/// A decoder in training: its parameters, and the loss and gradients of a batch. One thread at a time. With one thread in
/// <see cref="TrainingOptions.Threads"/> the same calls give the same bits.
/// </summary>
public interface ITrainingModel : IDisposable
{
    /// <summary>The tensors, shared with the computation: what is written into them is used by the next call.</summary>
    ParameterSet Parameters { get; }

    /// <summary>Forward and backward: adds <paramref name="scale"/> times the gradient of the batch's summed loss.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="scale">1 / labelled tokens of the batch for the batch's mean; 1 / labelled tokens of all accumulated batches for theirs.</param>
    /// <returns>The loss summed over the labelled tokens, and their number. Not finite where training has diverged.</returns>
    BatchLoss Accumulate(TokenBatch batch, double scale);

    /// <summary>Forward only: how likely each labelled token is.</summary>
    /// <param name="batch">The tokens; soft targets are not looked at.</param>
    /// <param name="tokenLogProbabilities">[rows, columns], natural logarithms; 0 where there is no label.</param>
    /// <returns>Negative log-likelihood summed over the labelled tokens, and their number.</returns>
    BatchLoss Score(TokenBatch batch, Span<float> tokenLogProbabilities);

    /// <summary>Forward only: the logits at every position, as a teacher gives them.</summary>
    /// <param name="batch">The tokens; targets are not looked at.</param>
    /// <param name="logits">[rows, columns, vocabulary]</param>
    void Logits(TokenBatch batch, Span<float> logits);
}
