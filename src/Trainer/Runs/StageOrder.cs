using LanguageModels.Graphs;
using LanguageModels.Weights;
using Trainer.Stages;

namespace Trainer.Runs;

/// <summary>One stage of a run, ready to be trained.</summary>
internal sealed record StageOrder
{
    /// <summary>Where it keeps what it does.</summary>
    public required StageFolder Folder { get; init; }

    /// <summary>Its settings.</summary>
    public required StageConfig Config { get; init; }

    /// <summary>What it learns from.</summary>
    public required StageMaterial Material { get; init; }

    /// <summary>The model's shape.</summary>
    public required DecoderArchitecture Architecture { get; init; }

    /// <summary>The weights it starts from; null starts from chance. Stays the caller's.</summary>
    public required ITensorSource? Start { get; init; }

    /// <summary>Threads of a step.</summary>
    public required int Threads { get; init; }

    /// <summary>Time it may take; null for no bound.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Least time between two checkpoints.</summary>
    public required TimeSpan CheckpointEvery { get; init; }

    /// <summary>Hash of plan and corpus.</summary>
    public required string Fingerprint { get; init; }
}
