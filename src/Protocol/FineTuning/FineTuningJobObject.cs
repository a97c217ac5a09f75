namespace Protocol.FineTuning;

/// <summary>A job as OpenAI's FineTuningJob schema has it. Times are seconds since 1970. Members that the schema requires are there even when null.</summary>
public sealed record FineTuningJobObject
{
    /// <summary>Always <c>fine_tuning.job</c>.</summary>
    public string Object => "fine_tuning.job";

    /// <summary><c>ftjob-...</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The model it started from.</summary>
    public required string Model { get; init; }

    /// <summary>When it was ordered.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public required long? FinishedAt { get; init; }

    /// <summary>What came out; null before.</summary>
    public required string? FineTunedModel { get; init; }

    /// <summary>Who owns it.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Files with its report.</summary>
    public required IReadOnlyList<string> ResultFiles { get; init; }

    /// <summary>One of OpenAI's six statuses.</summary>
    public required string Status { get; init; }

    /// <summary>Null for none.</summary>
    public required string? ValidationFile { get; init; }

    /// <summary>What it learns.</summary>
    public required string TrainingFile { get; init; }

    /// <summary>Its choices.</summary>
    public required FineTuningSettings Hyperparameters { get; init; }

    /// <summary>Tokens it was trained on; null before it began.</summary>
    public required long? TrainedTokens { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    public required FineTuningErrorObject? Error { get; init; }

    /// <summary>Always empty: nothing is sent to other services.</summary>
    public IReadOnlyList<string> Integrations => [];

    /// <summary>Of everything drawn by chance.</summary>
    public required long Seed { get; init; }

    /// <summary>When it should be done; null unless it runs and this is known.</summary>
    public required long? EstimatedFinish { get; init; }

    /// <summary>The method, always supervised.</summary>
    public FineTuningMethod Method => new(new FineTuningMethod.Choices(Hyperparameters));

    /// <summary>The client's own notes.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}
