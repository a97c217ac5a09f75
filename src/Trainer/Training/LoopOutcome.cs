namespace Trainer.Training;

/// <summary>Why a loop came back.</summary>
public enum LoopOutcome
{
    /// <summary>All steps are done.</summary>
    Finished,

    /// <summary>The time budget was spent before the last step; the model is what it had become.</summary>
    OutOfTime,

    /// <summary>It was asked to stop; a checkpoint of its last step is there.</summary>
    Stopped,
}
