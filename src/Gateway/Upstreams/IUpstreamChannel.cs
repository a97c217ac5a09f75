namespace Gateway.Upstreams;

/// <summary>A live upstream, shared by all requests; thread-safe.</summary>
internal interface IUpstreamChannel
{
    /// <summary>What was configured.</summary>
    Upstream Upstream { get; }

    /// <summary>
    /// Sends one request and returns when the beginning of the answer is there. Throws what <see cref="UpstreamFaults.Of"/>
    /// knows when no try got that far.
    /// </summary>
    /// <param name="call">The request; takes note of what is learned about who answers.</param>
    /// <param name="target">The link of its chain that this channel is.</param>
    /// <param name="head">Headers to send.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    ValueTask<HttpResponseMessage> SendAsync(UpstreamCall call, UpstreamTarget target, HttpRequestMessage head, CancellationToken cancellationToken);
}
