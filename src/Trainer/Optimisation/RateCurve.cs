namespace Trainer.Optimisation;

/// <summary>How the rate goes after the warm-up.</summary>
public enum RateCurve
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls in a straight line to the floor.</summary>
    Linear,

    /// <summary>It falls along half a cosine to the floor.</summary>
    Cosine,

    /// <summary>As <see cref="Cosine"/>, several times: it jumps back to the top at the beginning of each cycle (arXiv 1608.03983).</summary>
    CosineWithRestarts,

    /// <summary>It stays, and falls along half a cosine during the last steps (warm-up, stable, decay).</summary>
    StableThenDecay,
}
