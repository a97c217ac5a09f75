namespace Trainer.Optimisation;

/// <summary>
/// The learning rate of each step. Step 0 is the first of the run; during the warm-up the rate is peak x step / warm-up steps (so
/// that of the first step is 0, as in transformers' schedules). Past the last step it stays at the floor, but a plain cosine goes on.
/// </summary>
public sealed record LearningRate
{
    /// <summary>After the warm-up.</summary>
    public required double Peak { get; init; }

    /// <summary>How it goes from there.</summary>
    public RateCurve Curve { get; init; } = RateCurve.Cosine;

    /// <summary>Steps of the run, the warm-up included.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps of the warm-up. Default none.</summary>
    public int WarmUp { get; init; }

    /// <summary>Share of the peak at the end, 0 to 1. Default 0.</summary>
    public double Floor { get; init; }

    /// <summary>Cycles of <see cref="RateCurve.CosineWithRestarts"/>. Default 1.</summary>
    public int Cycles { get; init; } = 1;

    /// <summary>Falling steps of <see cref="RateCurve.StableThenDecay"/>.</summary>
    public int DecaySteps { get; init; }

    /// <summary>The rate of a step.</summary>
    public double At(long step) => Peak * Factor(step);

    private double Factor(long step)
    {
        if (step < WarmUp)
        {
            return step / (double)WarmUp;
        }

        var unbounded = (step - WarmUp) / (double)Math.Max(1, Steps - WarmUp);
        var progress = Math.Min(unbounded, 1);
        return Curve switch
        {
            RateCurve.Constant => 1,
            RateCurve.Linear => Between(1 - progress),
            RateCurve.Cosine => Between(HalfCosine(unbounded)),
            RateCurve.CosineWithRestarts => Between(progress >= 1 ? 0 : HalfCosine(Cycles * progress % 1)),
            RateCurve.StableThenDecay => Between(HalfCosine(Math.Clamp((step - (Steps - DecaySteps)) / (double)Math.Max(1, DecaySteps), 0, 1))),
            _ => throw new InvalidOperationException($"The curve {Curve} is not known."),
        };
    }

    private double Between(double share) => Floor + (1 - Floor) * share;

    private static double HalfCosine(double progress) => 0.5 * (1 + Math.Cos(Math.PI * progress));
}
