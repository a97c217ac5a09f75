using Experts.Registry;

namespace Experts.Serving;

/// <summary>How many models stay in memory, and how often the registry is looked at.</summary>
public sealed record ExpertHostOptions
{
    /// <summary>Bytes of all loaded models together; those that were not used for longest make room. Over 0.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>What a version takes in memory, bytes, told before it is loaded; such as <see cref="ExpertLoader.BytesOf"/>.</summary>
    public required Func<ExpertVersion, long> BytesOf { get; init; }

    /// <summary>How long the current version of a name is believed before the registry is asked again. Default one second.</summary>
    public TimeSpan Freshness { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a version that did not load is left alone; one that only found no memory is tried again after <see cref="Freshness"/>. Default 30 seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);
}
