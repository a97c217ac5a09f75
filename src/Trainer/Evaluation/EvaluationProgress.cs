namespace Trainer.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Stage">What is done, such as <c>test questions</c>.</param>
/// <param name="Share">Of this stage, 0 to 1.</param>
internal readonly record struct EvaluationProgress(string Stage, double Share);
