using System.Globalization;

namespace Gateway.Upstreams;

/// <summary>
/// What YARP's forwarder sends with: walks the chain of an <see cref="UpstreamCall"/> until one upstream gives an answer
/// worth keeping. Everything before the first byte is decided here; after it there is no second try.
/// </summary>
internal sealed class UpstreamTransport(TimeProvider time) : HttpMessageHandler
{
    /// <summary>The call that a forwarded request belongs to.</summary>
    public static readonly HttpRequestOptionsKey<UpstreamCall> Call = new("gateway.upstream-call");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Call, out var call))
            throw new InvalidOperationException("A request reached the upstream transport without its call.");
        call.SentAt = time.GetTimestamp();
        for (var link = 0; link < call.Chain.Length; link++)
        {
            var isLast = link == call.Chain.Length - 1;
            if (await AskAsync(call, call.Chain[link], isLast, request, cancellationToken) is { } response)
                return response;
        }
        if (call.TakeDeclined() is { } declined)
        {
            call.AnsweredAt = time.GetTimestamp();
            return declined; // Nobody did better: what an upstream said, such as when to come again, tells more than our own words.
        }
        throw new HttpRequestException($"No upstream gave an answer worth keeping: {string.Join("; ", call.Attempts.Select(attempt => $"{attempt.Upstream} {attempt.Status?.ToString(CultureInfo.InvariantCulture) ?? attempt.Fault.Describe()}"))}.");
    }

    private async ValueTask<HttpResponseMessage?> AskAsync(
        UpstreamCall call, UpstreamTarget target, bool isLast, HttpRequestMessage head, CancellationToken cancellationToken)
    {
        call.LinkAskedAt = time.GetTimestamp();
        using var total = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        total.CancelAfter(TimeSpan.FromSeconds(target.Channel.Upstream.Options.TotalTimeoutSeconds));
        try
        {
            var response = await target.Channel.SendAsync(call, target, head, total.Token);
            return Keep(call, target, isLast, response);
        }
        catch (OperationCanceledException) when (total.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            call.NoteFault(target, UpstreamFault.TotalTimeout);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && UpstreamFaults.Of(exception) is not null)
        {
            call.NoteFault(target, UpstreamFaults.Of(exception)!.Value); // not null: the filter asked
            return null;
        }
    }

    private HttpResponseMessage? Keep(UpstreamCall call, UpstreamTarget target, bool isLast, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var kept = isLast ? call.KeepsLastFailure || !IsDown(status) : !MayFallBack(status);
        call.NoteAnswer(target, status, kept);
        if (kept)
        {
            call.AnsweredAt = time.GetTimestamp();
            return response;
        }
        call.Decline(target, response);
        return null;
    }

    /// <summary>Too many requests, or the upstream's own failure: another upstream may do better. Other 4xx are the request's fault.</summary>
    private static bool MayFallBack(int status) => status is StatusCodes.Status429TooManyRequests || IsDown(status);

    private static bool IsDown(int status) => status >= StatusCodes.Status500InternalServerError;
}
