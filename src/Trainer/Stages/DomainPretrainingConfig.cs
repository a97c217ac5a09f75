namespace Trainer.Stages;

/// <summary>Settings of <see cref="DomainPretraining"/>.</summary>
public sealed record DomainPretrainingConfig : StageConfig
{
    /// <summary>How documents are shown.</summary>
    public BlockSettings Blocks { get; init; } = new();

    /// <inheritdoc/>
    public override IStage Create() => new DomainPretraining(this);

    /// <inheritdoc/>
    public override IEnumerable<string> Flaws() => [.. base.Flaws(), .. Blocks.Flaws()];
}
