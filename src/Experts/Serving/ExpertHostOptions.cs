namespace Experts.Serving;

/// <summary>How many models stay in memory, and how often the registry is looked at.</summary>
public sealed record ExpertHostOptions
{
    /// <summary>Bytes of all loaded models together; those that were not used for longest make room. Over 0.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>How long the current version of a name is believed before the registry is asked again. Default one second.</summary>
    public TimeSpan Freshness { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a version that did not load is left alone. Default 30 seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);
}
