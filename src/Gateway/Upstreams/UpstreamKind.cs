namespace Gateway.Upstreams;

/// <summary>Where an upstream runs.</summary>
internal enum UpstreamKind
{
    /// <summary>An OpenAI-compatible server, asked over HTTP.</summary>
    Remote,

    /// <summary>An expert of the registry, in this process.</summary>
    Local,
}
