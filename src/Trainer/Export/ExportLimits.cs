namespace Trainer.Export;

/// <summary>How far an exported model may be from its training weights: past the first number it is remarked on, past the second refused.</summary>
internal sealed record ExportLimits
{
    /// <summary>Rise of the mean negative log likelihood of the answers, nats a token, that is remarked on. Default 0.02.</summary>
    public double RemarkedRise { get; init; } = 0.02;

    /// <summary>Rise that is refused. Default 0.25: the model would be another one.</summary>
    public double RefusedRise { get; init; } = 0.25;

    /// <summary>Share of greedy answers that stay the same, below which it is remarked on. Default 0.95.</summary>
    public double RemarkedAgreement { get; init; } = 0.95;

    /// <summary>Share below which it is refused. Default 0.6.</summary>
    public double RefusedAgreement { get; init; } = 0.6;

    /// <summary>
    /// Largest difference of a token's log probability between training graph and float32 export. Default 5e-3: both compute in float32
    /// in another order; a wrong weight differs by whole nats.
    /// </summary>
    public double RefusedDifference { get; init; } = 5e-3;
}
