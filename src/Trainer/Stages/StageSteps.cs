using Trainer.Training;

namespace Trainer.Stages;

/// <summary>How many steps a number of tokens takes.</summary>
public static class StageSteps
{
    private const int Looked = 48;

    /// <summary>Looks at the first batches, which depend on data and seed alone, and goes back to the beginning.</summary>
    /// <returns>Steps, 1 or more, and tokens of a step on average, padding not counted.</returns>
    public static (int Steps, double TokensOfStep) Of(IBatchSource batches, LearningSettings learning)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(learning);
        var start = batches.Position;
        var tokens = Enumerable.Range(0, Looked).Sum(_ => (long)batches.Next().TokenCount);
        batches.MoveTo(start.AsSpan());
        var ofStep = Math.Max(1, tokens) / (double)Looked * learning.Accumulated;
        return ((int)Math.Clamp(Math.Round(learning.Tokens / ofStep), 1, int.MaxValue), ofStep);
    }
}
