using System.Collections.Frozen;
using System.Diagnostics;
using Protocol.Embeddings;
using Protocol.Errors;
using Protocol.Frames;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Upstreams;

/// <summary>
/// Our part of one exchange through YARP's forwarder. Towards the upstream: a short list of harmless headers, never the
/// client's credentials. Towards the client: the upstream's status, headers and body, observed on the way.
/// </summary>
internal sealed class ForwardTransformer(ForwardPlan plan, TimeProvider time) : HttpTransformer, IDisposable
{
    private static readonly FrozenSet<string> ForwardedRequestHeaders = new[]
    {
        "Accept", "Accept-Language", "User-Agent", "OpenAI-Beta", "Idempotency-Key", "X-Client-Request-Id", "traceparent", "tracestate",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> WithheldResponseHeaders = new[]
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Connection", "Trailer", "Transfer-Encoding", "Upgrade", "TE",
        "Server", "Date", "Set-Cookie", "Alt-Svc", "Strict-Transport-Security", "Content-Length", "Location", "OpenAI-Organization",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Each link of the chain has its own address; the forwarder only wants to see one.</summary>
    private static readonly Uri AnyAddress = new("http://upstream.invalid/");

    private AnswerTape? _tape;
    private EventStream? _stream;

    /// <summary>Time spent waiting for the body of an answer in one piece, in timestamp ticks of the TimeProvider.</summary>
    public long BodyWait { get; private set; }

    /// <summary>What broke in a stream after it began.</summary>
    public UpstreamFault StreamFault => _stream?.Fault ?? UpstreamFault.None;

    /// <summary>The answer as far as it got, for a client that left in the middle.</summary>
    public UpstreamAnswer SoFar(int status) => _stream?.SoFar() ?? new AnswerObservation().Conclude(status, UpstreamFault.None, body: default, plan.KeepBytes);

    /// <inheritdoc/>
    public override ValueTask TransformRequestAsync(HttpContext context, HttpRequestMessage request, string destinationPrefix, CancellationToken cancellationToken)
    {
        foreach (var (name, values) in context.Request.Headers)
        {
            if (ForwardedRequestHeaders.Contains(name) || name.StartsWith("x-stainless-", StringComparison.OrdinalIgnoreCase))
                request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        if (Activity.Current is { } activity)
        {
            request.Headers.Remove("traceparent");
            request.Headers.TryAddWithoutValidation("traceparent", activity.Id);
        }
        request.RequestUri = AnyAddress;
        request.Options.Set(UpstreamTransport.Call, plan.Call);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> TransformResponseAsync(HttpContext context, HttpResponseMessage? answer, CancellationToken cancellationToken)
    {
        if (answer is null)
            return false;
        var options = plan.Call.Answered!.Channel.Upstream.Options; // There is an answer, so somebody gave it.
        var clock = new IdleClock(options, plan.Call.LinkAskedAt, time, cancellationToken);
        CopyHeaders(context.Response, answer);
        plan.Call.UpstreamRequestId = answer.Headers.NonValidated.TryGetValues("x-request-id", out var id) ? id.ToString() : null;
        // Some servers label their event streams wrongly: whatever is not JSON is taken for the stream that was asked for.
        if (plan.IsStream && answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType != "application/json")
            await BeginStreamAsync(context.Response, answer, clock, cancellationToken);
        else
            await TakeWholeAsync(context.Response, answer, clock);
        return true;
    }

    private async ValueTask BeginStreamAsync(HttpResponse response, HttpResponseMessage answer, IdleClock clock, CancellationToken cancellationToken)
    {
        _tape = new AnswerTape(plan.KeepBytes);
        _stream = new EventStream(await answer.Content.ReadAsStreamAsync(cancellationToken), plan, _tape, clock);
        var began = time.GetTimestamp();
        var fault = await _stream.WaitForFirstAsync();
        BodyWait = time.GetTimestamp() - began;
        if (fault != UpstreamFault.None)
        {
            await GiveWholeAsync(response, answer, Failed(response, fault), new AnswerObservation(), fault);
            return;
        }
        await plan.OnBegin();
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no";
        answer.Content = new StreamContent(_stream);
    }

    private async ValueTask TakeWholeAsync(HttpResponse response, HttpResponseMessage answer, IdleClock clock)
    {
        using var _ = clock;
        var began = time.GetTimestamp();
        var (body, fault) = await WholeAnswer.ReadAsync(answer.Content, clock);
        BodyWait = time.GetTimestamp() - began;
        var observation = new AnswerObservation();
        (body, fault) = fault == UpstreamFault.None ? Present(response, body, observation) : (Failed(response, fault), fault);
        await GiveWholeAsync(response, answer, body, observation, fault);
    }

    private async ValueTask GiveWholeAsync(HttpResponse response, HttpResponseMessage answer, byte[] body, AnswerObservation observation, UpstreamFault fault)
    {
        await plan.OnWhole(observation.Conclude(response.StatusCode, fault, body, plan.KeepBytes));
        response.ContentLength = body.Length;
        var read = answer.Content;
        answer.Content = new ByteArrayContent(body);
        read.Dispose(); // An answer that was not read to its end frees its upstream now.
    }

    /// <summary>
    /// An answer passes, with documented finish reasons. An error that no client could read is put into an envelope, and
    /// so is a body that is no completion, or comes where a stream was asked for: clients would show nothing and notice nothing.
    /// </summary>
    private (byte[] Body, UpstreamFault Fault) Present(HttpResponse response, byte[] body, AnswerObservation observation)
    {
        if (response.StatusCode >= 400)
            return (ErrorEnvelope.IsEnvelope(body) ? body : Enveloped(response), UpstreamFault.None);
        if (plan.IsStream || !ChunkScan.TryScan(body, out var scan) || !IsAnswer(body, scan))
            return (Failed(response, UpstreamFault.NotAnAnswer), UpstreamFault.NotAnAnswer);
        observation.See(body, scan);
        return (WholeAnswer.Edit(body, scan, plan.Addition), UpstreamFault.None);
    }

    private bool IsAnswer(byte[] body, in ChunkScan scan) =>
        plan.Call.Kind == RequestKind.Embedding ? EmbeddingScan.IsAnswer(body) : scan.Choices is not null;

    private static byte[] Enveloped(HttpResponse response)
    {
        response.Headers.Remove("Content-Encoding");
        response.ContentType = "application/json";
        var type = response.StatusCode >= 500 ? ErrorTypes.Server : ErrorTypes.InvalidRequest;
        return new ErrorEnvelope(new ApiError(response.StatusCode, $"The upstream answered with status {response.StatusCode} and no OpenAI error body.", type, null, "upstream_error")).ToUtf8();
    }

    private static byte[] Failed(HttpResponse response, UpstreamFault fault)
    {
        response.StatusCode = fault.Status();
        response.Headers.Remove("Content-Encoding");
        response.ContentType = "application/json";
        return new ErrorEnvelope(UpstreamErrors.Of(fault)).ToUtf8();
    }

    private static void CopyHeaders(HttpResponse response, HttpResponseMessage answer)
    {
        foreach (var (name, values) in answer.Headers.NonValidated)
            Copy(response, name, values.ToArray());
        foreach (var (name, values) in answer.Content.Headers.NonValidated)
            Copy(response, name, values.ToArray());
    }

    private static void Copy(HttpResponse response, string name, string[] values)
    {
        if (!WithheldResponseHeaders.Contains(name) && !name.StartsWith("x-gateway-", StringComparison.OrdinalIgnoreCase))
            response.Headers[name] = values;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        _tape?.Dispose();
    }
}
