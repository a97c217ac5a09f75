namespace Trainer.Evaluation;

/// <summary>What the default gate promises on development wordings, each bound met by one standard error so that test wordings meet it too.</summary>
internal sealed record GateGoal
{
    /// <summary>Least share of right notes among those given. Default 0.95.</summary>
    public double LeastRight { get; init; } = 0.95;

    /// <summary>Most unknown questions that are given a note. Default 0.05.</summary>
    public double MostUnknown { get; init; } = 0.05;
}
