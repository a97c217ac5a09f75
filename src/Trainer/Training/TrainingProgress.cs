namespace Trainer.Training;

/// <summary>How a stage stands after a step.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps of the stage.</param>
/// <param name="Tokens">Tokens trained on so far, padding not counted.</param>
/// <param name="Loss">Mean loss of the step, nats a label.</param>
/// <param name="RunningLoss">Smoothed loss: weight 0.95 on the past, corrected for the start.</param>
/// <param name="Rate">Learning rate of the step.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="Spent">Time spent in this stage, that of earlier processes included.</param>
/// <param name="TokensPerSecond">Since this process began; 0 at first.</param>
public sealed record TrainingProgress(
    long Step, long Steps, long Tokens, double Loss, double RunningLoss, double Rate, double GradientNorm, TimeSpan Spent, double TokensPerSecond)
{
    /// <summary>Time left at the present speed; null while it is unknown.</summary>
    public TimeSpan? Left => TokensPerSecond > 0 && Step > 0 ? TimeSpan.FromSeconds((Steps - Step) * (Tokens / (double)Step) / TokensPerSecond) : null;
}
