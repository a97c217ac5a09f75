namespace Trainer.Backends;

/// <summary>A loss with what it is a sum over.</summary>
/// <param name="Sum">In nats, over labelled tokens (decoder), pairs or texts (encoder).</param>
/// <param name="Weight">How many of them.</param>
public readonly record struct BatchLoss(double Sum, double Weight)
{
    /// <summary>The mean; 0 where there is nothing to average.</summary>
    public double Mean => Weight > 0 ? Sum / Weight : 0;

    /// <summary>Both together.</summary>
    public static BatchLoss operator +(BatchLoss left, BatchLoss right) => new(left.Sum + right.Sum, left.Weight + right.Weight);
}
