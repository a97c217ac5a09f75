using Gateway.LocalModels;

namespace Gateway.Upstreams;

/// <summary>
/// A model in this process as an upstream. It is not retried and has no circuit: what it cannot do now, it says at once
/// (503), and the next link of the chain is asked.
/// </summary>
internal sealed class LocalChannel(Upstream upstream, LocalModel model) : IUpstreamChannel
{
    /// <inheritdoc/>
    public Upstream Upstream { get; } = upstream;

    /// <inheritdoc/>
    public async ValueTask<HttpResponseMessage> SendAsync(UpstreamCall call, UpstreamTarget target, HttpRequestMessage head, CancellationToken cancellationToken)
    {
        if (!ExpertName.TryParse(target.ModelId, out var name))
            throw new InvalidOperationException($"'{target.ModelId}' is no expert, yet it was sent to one.");
        call.Tries++;
        var answer = await model.AnswerAsync(name, call.Kind, call.BodyFor(target), cancellationToken);
        call.SystemFingerprint = answer.Fingerprint;
        return answer.Response;
    }
}
