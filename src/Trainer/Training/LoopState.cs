using System.Collections.Immutable;

namespace Trainer.Training;

/// <summary>Everything of a stage in training that is no tensor; part of its checkpoints.</summary>
internal sealed record LoopState
{
    /// <summary>Steps done.</summary>
    public long Step { get; init; }

    /// <summary>Steps of the optimiser, for the correction of its moments.</summary>
    public long OptimiserSteps { get; init; }

    /// <summary>Tokens trained on.</summary>
    public long Tokens { get; init; }

    /// <summary>Smoothed loss, not yet corrected for its start at zero.</summary>
    public double SmoothedLoss { get; init; }

    /// <summary>Seconds spent, all processes together.</summary>
    public double Seconds { get; init; }

    /// <summary>Where the data stands. Random numbers are functions of the seed and of these counters.</summary>
    public ImmutableArray<long> Position { get; init; } = [];

    /// <summary>Hash of what the stage is trained on and with; a checkpoint of another plan is not continued.</summary>
    public string Fingerprint { get; init; } = "";
}
