namespace Trainer.Training;

/// <summary>An endless sequence of examples. Not thread-safe.</summary>
public interface IRowSource : IPositioned
{
    /// <summary>The next row.</summary>
    TrainingRow Next();
}
