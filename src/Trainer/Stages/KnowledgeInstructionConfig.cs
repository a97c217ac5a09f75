namespace Trainer.Stages;

/// <summary>Settings of <see cref="KnowledgeInstruction"/>.</summary>
public sealed record KnowledgeInstructionConfig : StageConfig
{
    /// <summary>How questions are shown.</summary>
    public QuestionSettings Questions { get; init; } = new();

    /// <inheritdoc/>
    public override IStage Create() => new KnowledgeInstruction(this);

    /// <inheritdoc/>
    public override IEnumerable<string> Flaws() => [.. base.Flaws(), .. Questions.Flaws()];
}
