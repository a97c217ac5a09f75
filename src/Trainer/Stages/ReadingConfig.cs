namespace Trainer.Stages;

/// <summary>Settings of <see cref="Reading"/>.</summary>
public sealed record ReadingConfig : StageConfig
{
    /// <summary>How questions are shown; rows hold the passages too. Default 8 rows of at most 384 tokens.</summary>
    public QuestionSettings Questions { get; init; } = new() { Shape = new() { Rows = 8, Columns = 384 } };

    /// <summary>Notes beside the gold one. Default 3.</summary>
    public int Distractors { get; init; } = 3;

    /// <summary>Share of the examples whose gold note is not among the passages, so that the answer is "nothing known". Default 0.2.</summary>
    public double AbsentShare { get; init; } = 0.2;

    /// <summary>Share of the examples in which the values are changed, so that they must be copied. Default 1.</summary>
    public double ChangedShare { get; init; } = 1;

    /// <inheritdoc/>
    public override IStage Create() => new Reading(this);

    /// <inheritdoc/>
    public override IEnumerable<string> Flaws() =>
    [
        .. base.Flaws(), .. Questions.Flaws(),
        .. Distractors is >= 0 and <= 20 ? Array.Empty<string>() : [$"distractors is {Distractors}; expected 0 to 20"],
        .. AbsentShare is >= 0 and < 1 ? Array.Empty<string>() : [$"absentShare is {AbsentShare}; expected 0 to below 1"],
        .. ChangedShare is >= 0 and <= 1 ? Array.Empty<string>() : [$"changedShare is {ChangedShare}; expected 0 to 1"],
    ];
}
