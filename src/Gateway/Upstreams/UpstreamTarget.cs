namespace Gateway.Upstreams;

/// <summary>One link of a fallback chain: an upstream and the model id that it knows the model by.</summary>
internal sealed record UpstreamTarget(IUpstreamChannel Channel, string ModelId)
{
    /// <summary>The upstream's name, for records.</summary>
    public string Name => Channel.Upstream.Name;
}
