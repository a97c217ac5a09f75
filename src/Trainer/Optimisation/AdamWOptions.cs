namespace Trainer.Optimisation;

/// <summary>Settings of <see cref="AdamW"/>; the learning rate comes with each step.</summary>
public sealed record AdamWOptions
{
    /// <summary>Decay of the mean gradient. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean square. Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the mean square. Default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Share of the rate by which matrices and embeddings shrink at each step. Default 0.</summary>
    public double WeightDecay { get; init; }
}
