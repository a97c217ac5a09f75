namespace Trainer.Stages;

/// <summary>Settings of <see cref="Distillation"/>.</summary>
public sealed record DistillationConfig : StageConfig
{
    /// <summary>The stage whose batches are shown to both models.</summary>
    public required StageConfig Data { get; init; }

    /// <summary>What is learnt of the teacher. Default its distributions.</summary>
    public DistillationTargets Targets { get; init; } = DistillationTargets.Soft;

    /// <summary>Divides the logits of both models; above 0. Default 2.</summary>
    public float Temperature { get; init; } = 2;

    /// <summary>The teacher's share of the loss, 0 to 1; the rest is the data's own labels. Default 0.5.</summary>
    public float Share { get; init; } = 0.5f;

    /// <summary>Most likely tokens that are learnt of each distribution; null for the whole vocabulary. Default 32.</summary>
    public int? Top { get; init; } = 32;

    /// <inheritdoc/>
    public override IStage Create() => new Distillation(this);

    /// <inheritdoc/>
    public override IEnumerable<string> Flaws() =>
    [
        .. base.Flaws(), .. Data.Flaws(),
        .. Temperature > 0 ? Array.Empty<string>() : [$"temperature is {Temperature}; expected above 0"],
        .. Share is >= 0 and <= 1 ? Array.Empty<string>() : [$"share is {Share}; expected 0 to 1"],
        .. Top is null or >= 1 ? Array.Empty<string>() : [$"top is {Top}; expected 1 or more, or null"],
    ];
}
