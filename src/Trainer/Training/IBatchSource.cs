namespace Trainer.Training;

/// <summary>An endless sequence of batches. Not thread-safe.</summary>
public interface IBatchSource : IPositioned
{
    /// <summary>The next batch.</summary>
    TrainingBatch Next();
}
