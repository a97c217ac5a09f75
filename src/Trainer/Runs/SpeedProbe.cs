using Trainer.Backends;
using Trainer.Training;

namespace Trainer.Runs;

/// <summary>Measures how long a step takes: a few batches forward and backward on this machine, after one that is not counted. The model stays as it is.</summary>
/// <param name="time">Clock.</param>
public sealed class SpeedProbe(TimeProvider time)
{
    /// <summary>Batches that are counted.</summary>
    public const int Counted = 6;

    /// <summary>Tokens a second, padding not counted. Goes back to the batches' beginning.</summary>
    public double TokensPerSecond(ITrainingModel model, IBatchSource batches)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batches);
        var start = batches.Position;
        List<TrainingBatch> shown = [.. Enumerable.Range(0, Counted).Select(_ => batches.Next())];
        batches.MoveTo(start.AsSpan());
        foreach (var shape in shown.DistinctBy(batch => (batch.Tokens.Rows, batch.Tokens.Columns)))
        {
            Compute(model, shape); // the first of a shape also builds its graph
        }

        var before = time.GetTimestamp();
        shown.ForEach(batch => Compute(model, batch));
        var seconds = time.GetElapsedTime(before).TotalSeconds;
        model.Parameters.ClearGradients();
        return seconds > 0 ? shown.Sum(batch => batch.TokenCount) / seconds : 0;
    }

    private static void Compute(ITrainingModel model, TrainingBatch batch) => model.Accumulate(batch.Tokens, 1.0 / Math.Max(1, batch.Tokens.LabelledTokens));
}
