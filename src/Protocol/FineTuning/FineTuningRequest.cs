namespace Protocol.FineTuning;

/// <summary>The body of <c>POST /v1/fine_tuning/jobs</c> (OpenAI's CreateFineTuningJobRequest), checked.</summary>
public sealed record FineTuningRequest
{
    /// <summary>The model to start from.</summary>
    public required string Model { get; init; }

    /// <summary>Id of the file with the examples.</summary>
    public required string TrainingFile { get; init; }

    /// <summary>Id of a file to validate with; null for none.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>Added to the name of what comes out, 1 to 64 characters; null for none.</summary>
    public string? Suffix { get; init; }

    /// <summary>Of everything drawn by chance, 0 to 2147483647; null leaves it to the server.</summary>
    public long? Seed { get; init; }

    /// <summary>Passes over the examples; null for <c>auto</c>.</summary>
    public int? Epochs { get; init; }

    /// <summary>Examples a step; null for <c>auto</c>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Multiplies the learning rate; null for <c>auto</c>.</summary>
    public double? RateMultiplier { get; init; }

    /// <summary>The client's own notes.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
