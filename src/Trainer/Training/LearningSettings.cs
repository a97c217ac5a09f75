using Trainer.Optimisation;

namespace Trainer.Training;

/// <summary>How a stage learns. Part of the plan: with data and seed it decides every bit of the result.</summary>
public sealed record LearningSettings
{
    /// <summary>Tokens to train on, padding not counted; the number of steps follows from it. Above 0.</summary>
    public required long Tokens { get; init; }

    /// <summary>Learning rate after the warm-up. Above 0.</summary>
    public required double Rate { get; init; }

    /// <summary>Curve of the rate. Default cosine.</summary>
    public RateCurve Curve { get; init; } = RateCurve.Cosine;

    /// <summary>Share of the steps that warm up. Default 0.03.</summary>
    public double WarmUp { get; init; } = 0.03;

    /// <summary>Share of the rate that is left at the end. Default 0.05.</summary>
    public double Floor { get; init; } = 0.05;

    /// <summary>Decay of the mean gradient. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean square. Default 0.98.</summary>
    public double Beta2 { get; init; } = 0.98;

    /// <summary>Weight decay of matrices. Default 0.1.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>Longest gradient; null for no bound. Default 1.</summary>
    public double? Clip { get; init; } = 1;

    /// <summary>Decay of the running mean of the weights that becomes the model; null keeps the last weights. Default null.</summary>
    public double? Average { get; init; }

    /// <summary>Batches whose gradients are added before a step. Default 1.</summary>
    public int Accumulated { get; init; } = 1;

    /// <summary>The optimiser's part.</summary>
    internal AdamWOptions Optimiser => new() { Beta1 = Beta1, Beta2 = Beta2, WeightDecay = WeightDecay };

    /// <summary>The rate of each of some steps.</summary>
    internal LearningRate RateOf(int steps) => new()
    {
        Peak = Rate,
        Curve = Curve,
        Steps = steps,
        WarmUp = (int)Math.Round(WarmUp * steps),
        Floor = Floor,
    };
}
