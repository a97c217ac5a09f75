namespace Trainer.Stages;

/// <summary>One of several stages that are trained at once.</summary>
/// <param name="Stage">Its settings.</param>
/// <param name="Share">Of the tokens, relative to the others; above 0.</param>
public sealed record MultiTaskPart(StageConfig Stage, double Share);
