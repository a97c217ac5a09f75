namespace Trainer.Stages;

/// <summary>Settings of <see cref="JointTraining"/>.</summary>
public sealed record JointTrainingConfig : StageConfig
{
    /// <summary>Share of the tokens that documents make up, from start to end. Default 0.3.</summary>
    public double DocumentShare { get; init; } = 0.3;

    /// <summary>How questions are shown.</summary>
    public QuestionSettings Questions { get; init; } = new();

    /// <summary>How documents are shown.</summary>
    public BlockSettings Blocks { get; init; } = new();

    /// <inheritdoc/>
    public override IStage Create() => new JointTraining(this);

    /// <inheritdoc/>
    public override IEnumerable<string> Flaws() =>
    [
        .. base.Flaws(), .. Questions.Flaws(), .. Blocks.Flaws(),
        .. DocumentShare is > 0 and < 1 ? Array.Empty<string>() : [$"documentShare is {DocumentShare}; expected above 0 and below 1"],
    ];
}
