namespace Trainer.Stages;

/// <summary>Settings of <see cref="TaskPretraining"/>.</summary>
public sealed record TaskPretrainingConfig : StageConfig
{
    /// <summary>How the texts are shown.</summary>
    public BlockSettings Blocks { get; init; } = new();

    /// <inheritdoc/>
    public override IStage Create() => new TaskPretraining(this);

    /// <inheritdoc/>
    public override IEnumerable<string> Flaws() => [.. base.Flaws(), .. Blocks.Flaws()];
}
