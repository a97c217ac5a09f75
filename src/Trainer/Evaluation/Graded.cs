namespace Trainer.Evaluation;

/// <summary>A note's confidence, and whether it was right.</summary>
/// <param name="Confidence">0 to 1.</param>
/// <param name="IsRight">Whether it holds the answer; always false for a question without one.</param>
internal readonly record struct Graded(double Confidence, bool IsRight);
