using State.Files;

namespace State.Jobs;

/// <summary>A job as it is ordered.</summary>
public sealed record JobDraft
{
    /// <summary>Whom it belongs to.</summary>
    public required FileOwner Owner { get; init; }

    /// <summary>The model to start from, as the client named it: an expert, or a base.</summary>
    public required string Model { get; init; }

    /// <summary>Name of the expert that is made or renewed.</summary>
    public required string Expert { get; init; }

    /// <summary>What is learnt: an uploaded file, or <c>domain:</c> and the name of a domain whose documents are learnt.</summary>
    public required string TrainingFile { get; init; }

    /// <summary>An uploaded file with questions for the evaluation; null for none.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>As the client gave it; null for none.</summary>
    public string? Suffix { get; init; }

    /// <summary>Of everything drawn by chance.</summary>
    public required long Seed { get; init; }

    /// <summary>Choices of the training.</summary>
    public JobSettings Settings { get; init; } = new(null, null, null);

    /// <summary>The client's own notes: at most 16, names of at most 64 characters, values of at most 512.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
