namespace Trainer.Prompts;

/// <summary>The settings of CMA-ES that follow from the dimension alone (arXiv 1604.00772, table 1, positive weights).</summary>
internal sealed class EvolutionConstants
{
    public EvolutionConstants(int dimension)
    {
        double n = dimension;
        Population = 4 + (int)(3 * Math.Log(n));
        Parents = Population / 2;
        double[] raw = [.. Enumerable.Range(1, Parents).Select(rank => Math.Log((Population + 1) / 2.0) - Math.Log(rank))];
        Weights = [.. raw.Select(weight => weight / raw.Sum())];
        EffectiveParents = 1 / Weights.Sum(weight => weight * weight);
        StepPathRate = (EffectiveParents + 2) / (n + EffectiveParents + 5);
        PathRate = (4 + (EffectiveParents / n)) / (n + 4 + (2 * EffectiveParents / n));
        RankOneRate = 2 / (((n + 1.3) * (n + 1.3)) + EffectiveParents);
        RankMuRate = Math.Min(1 - RankOneRate, 2 * (0.25 + EffectiveParents + (1 / EffectiveParents) - 2) / (((n + 2) * (n + 2)) + EffectiveParents));
        Damping = 1 + (2 * Math.Max(0, Math.Sqrt((EffectiveParents - 1) / (n + 1)) - 1)) + StepPathRate;
        ExpectedLength = Math.Sqrt(n) * (1 - (1 / (4 * n)) + (1 / (21 * n * n)));
    }

    /// <summary>λ, points a generation.</summary>
    public int Population { get; }

    /// <summary>μ, points that count.</summary>
    public int Parents { get; }

    /// <summary>Recombination weights, best first; their sum is one.</summary>
    public double[] Weights { get; }

    /// <summary>μ_eff.</summary>
    public double EffectiveParents { get; }

    /// <summary>c_σ.</summary>
    public double StepPathRate { get; }

    /// <summary>c_c.</summary>
    public double PathRate { get; }

    /// <summary>c_1.</summary>
    public double RankOneRate { get; }

    /// <summary>c_μ.</summary>
    public double RankMuRate { get; }

    /// <summary>d_σ.</summary>
    public double Damping { get; }

    /// <summary>E‖N(0, I)‖.</summary>
    public double ExpectedLength { get; }
}
