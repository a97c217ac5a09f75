namespace Trainer.Evaluation;

/// <summary>A difference with its uncertainty.</summary>
/// <param name="Mean">As measured.</param>
/// <param name="Low">2.5 % of the resampled means lie below.</param>
/// <param name="High">2.5 % lie above.</param>
internal sealed record Interval(double Mean, double Low, double High)
{
    /// <summary>Whether zero lies below all of it.</summary>
    public bool IsAboveZero => Low > 0;

    /// <summary>Whether zero lies above all of it.</summary>
    public bool IsBelowZero => High < 0;
}
