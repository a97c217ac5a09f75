namespace Trainer.Backends;

/// <summary>How pairs are compared.</summary>
/// <param name="Temperature">Divides the cosines; 0.05 is usual.</param>
/// <param name="IsSymmetric">Whether right texts also choose among left ones; the loss is then the mean of both directions.</param>
public readonly record struct ContrastiveLoss(double Temperature, bool IsSymmetric);
