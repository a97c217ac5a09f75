using System.Collections.Immutable;

namespace Support;

/// <summary>What a <see cref="GatewayProcess"/> is started with.</summary>
public sealed record GatewaySettings
{
    /// <summary>The upstreams; with none, the gateway answers from documents alone.</summary>
    public ImmutableArray<GatewayUpstream> Upstreams { get; init; } = [];

    /// <summary>
    /// The data folder, kept afterwards so that another process can start on it; null (the default) for a new
    /// one that is deleted with the process.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary><c>process</c> (the default here) or <c>power</c>.</summary>
    public string Durability { get; init; } = "process";

    /// <summary>Whether the sample domain is loaded at the first start. Default no.</summary>
    public bool LoadSamples { get; init; }

    /// <summary>
    /// Whether the keys of <see cref="GatewayProcess"/> are given to the gateway. Default yes; without them a first
    /// start makes its own and prints them.
    /// </summary>
    public bool GivesKeys { get; init; } = true;

    /// <summary>Further settings by their environment names; they win over the ones above.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How long the gateway may take to become ready. Default two minutes: machines that build are slow.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(2);
}
