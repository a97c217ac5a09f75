using Trainer.Training;

namespace Trainer.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Phase">What it does.</param>
/// <param name="What">In words, such as a stage's name.</param>
/// <param name="Share">Of what is named, 0 to 1.</param>
/// <param name="Training">Figures of the step, while a stage is trained.</param>
public sealed record RunProgress(RunPhase Phase, string What, double Share, TrainingProgress? Training);
