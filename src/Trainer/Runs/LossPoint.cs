namespace Trainer.Runs;

/// <summary>A point of a loss curve.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Tokens">Tokens trained on, padding not counted.</param>
/// <param name="Loss">Smoothed, nats a label.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="Norm">Length of the gradient.</param>
/// <param name="Seconds">Spent in the stage.</param>
public sealed record LossPoint(long Step, long Tokens, double Loss, double Rate, double Norm, double Seconds);
