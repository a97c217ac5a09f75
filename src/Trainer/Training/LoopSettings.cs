namespace Trainer.Training;

/// <summary>What a loop needs besides model and data.</summary>
public sealed record LoopSettings
{
    /// <summary>How it learns.</summary>
    public required LearningSettings Learning { get; init; }

    /// <summary>Steps of the stage, 1 or more.</summary>
    public required int Steps { get; init; }

    /// <summary>Hash of plan and data; a checkpoint with another one is not continued.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Threads of the optimiser. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Time between two checkpoints. Default 20 seconds. A checkpoint that takes long is taken more rarely, so that at most a
    /// twentieth of the time goes into writing.
    /// </summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time that the stage may take, all processes together; null for no bound. It ends early past it.</summary>
    public TimeSpan? Budget { get; init; }
}
