using Trainer.Training;

namespace Trainer.Stages;

/// <summary>One way of learning: makes batches of the run's material.</summary>
public interface IStage
{
    /// <summary>Short name, as plans and reports say it.</summary>
    string Name { get; }

    /// <summary>What it is for, in a sentence.</summary>
    string Purpose { get; }

    /// <summary>The batches, at their beginning.</summary>
    /// <exception cref="StageException">The material lacks what this stage needs.</exception>
    IBatchSource Batches(StageMaterial material);
}
