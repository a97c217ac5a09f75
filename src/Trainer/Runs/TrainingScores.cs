using Trainer.Backends;

namespace Trainer.Runs;

/// <summary>Token scores of the training graph, one row at a time.</summary>
internal sealed class TrainingScores(ITrainingModel model)
{
    /// <summary>Place i receives the log probability of token i given those before it.</summary>
    public void Score(ReadOnlySpan<int> tokens, Span<float> logProbabilities)
    {
        var batch = new TokenBatch(1, tokens.Length);
        tokens.CopyTo(batch.Tokens);
        tokens[1..].CopyTo(batch.Targets);
        var scores = new float[tokens.Length];
        model.Score(batch, scores);
        scores.AsSpan(0, tokens.Length - 1).CopyTo(logProbabilities[1..]);
    }
}
