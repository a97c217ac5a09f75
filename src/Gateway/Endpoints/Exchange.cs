using System.Diagnostics;
using System.Globalization;
using Audit.Log;
using Audit.Records;
using Gateway.Access;
using Gateway.Errors;
using Gateway.Recording;
using Gateway.Upstreams;
using Protocol.Errors;

namespace Gateway.Endpoints;

/// <summary>One request from its arrival to its closed record: what came, who sent it, how long what took.</summary>
internal sealed class Exchange(HttpContext context, AuditLog log, TimeProvider time) : IAsyncDisposable
{
    private readonly long _received = time.GetTimestamp();
    private long _firstByte;
    private long _upstreamTicks;
    private RequestBody? _body;
    private RequestFacts? _facts;
    private Activity? _span;

    /// <summary>The connection's side of it.</summary>
    public HttpContext Context { get; } = context;

    /// <summary>Who asks.</summary>
    public Caller Caller { get; } = Caller.Of(context);

    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> Body => _body?.Bytes ?? default;

    /// <summary>Its record.</summary>
    public RequestRecord Record { get; } = new(log);

    /// <summary>Reads the body, which must be declared as JSON; the error when there is none to go on with.</summary>
    public async ValueTask<ApiError?> ReadBodyAsync()
    {
        if (!JsonContent.IsDeclared(Context.Request))
            return ApiError.UnsupportedMediaType(Context.Request.ContentType);
        try
        {
            _body = await RequestBody.ReadAsync(Context);
            return null;
        }
        catch (BadHttpRequestException exception)
        {
            return BadRequests.Of(Context, exception);
        }
    }

    /// <summary>What every record of this request begins with.</summary>
    public RequestFacts Facts(string? model, bool? stream) => new()
    {
        Caller = Caller,
        Endpoint = $"{Context.Request.Method} {Context.Request.Path}",
        RequestId = Context.TraceIdentifier,
        ClientRequestId = Context.Request.Headers["X-Client-Request-Id"] is [{ Length: <= 512 } id] ? id : null,
        Model = model,
        Stream = stream,
    };

    /// <summary>Starts to write the opening entry.</summary>
    public void Open(RequestFacts facts, ReadOnlyMemory<byte> assembled)
    {
        _facts = facts;
        _span = GatewayTrace.Begin(facts.Kind, facts.Model);
        Record.Open(facts.ToOpening(Record.Id, time.GetUtcNow(), Body, assembled), Body, assembled);
    }

    /// <summary>Awaited before the first byte of an answer: the record is durable, and the gateway's headers are set.</summary>
    /// <param name="upstreamTicks">Time that upstreams took until now, in ticks of the TimeProvider.</param>
    public async ValueTask BeginAsync(long upstreamTicks)
    {
        await Record.WhenOpenAsync();
        MarkFirstByte(upstreamTicks);
        SetHeaders();
    }

    /// <summary>
    /// Closes the record of an answer of which nothing has left yet: opening and closing can go to disk together, and the
    /// gateway's headers are set after both.
    /// </summary>
    /// <param name="upstreamTicks">As for <see cref="BeginAsync"/>.</param>
    /// <param name="closing">How the request ended.</param>
    /// <param name="answer">The bytes that the client will be given.</param>
    public async ValueTask CompleteAsync(long upstreamTicks, RecordClosing closing, ReadOnlyMemory<byte> answer)
    {
        MarkFirstByte(upstreamTicks);
        await CloseAsync(closing, answer);
        MarkFirstByte(upstreamTicks); // The client is told of the wait for the record as well, which the record cannot know.
        SetHeaders();
    }

    /// <summary>Closes the record; awaited before the end of the answer is signalled.</summary>
    public async ValueTask CloseAsync(RecordClosing closing, ReadOnlyMemory<byte> answer)
    {
        if (Record.IsClosed)
            return;
        closing = closing with { Id = Record.Id, At = time.GetUtcNow(), Timings = Timings() };
        await Record.CloseAsync(closing, answer);
        GatewayTrace.End(_span, closing);
        GatewayMeter.Answered(_facts, closing, time.GetElapsedTime(_received), _firstByte == 0 ? null : time.GetElapsedTime(_received, _firstByte), OverheadMs());
    }

    /// <summary>Time that a call which nobody answered took until now, in ticks of the TimeProvider; 0 without a call.</summary>
    public long TicksSince(UpstreamCall? failed) => failed is null ? 0 : time.GetTimestamp() - failed.SentAt;

    /// <summary>Closes an opened record with an error of the gateway and answers with it.</summary>
    public async ValueTask FailAsync(ApiError error, UpstreamCall? call, RecordOutcome outcome)
    {
        await CompleteAsync(TicksSince(call), ClosingFacts.OfError(error, call?.Attempts ?? [], outcome), new ErrorEnvelope(error).ToUtf8());
        await ErrorAnswer.WriteAsync(Context, error);
    }

    /// <summary>Refuses before anything was asked: one record of two entries, then the answer.</summary>
    public async ValueTask RefuseAsync(ApiError error, RequestFacts facts)
    {
        _facts = facts;
        var closing = ClosingFacts.OfError(error, [], RecordOutcome.Refused);
        await Record.WriteWholeAsync(
            facts.ToOpening(Record.Id, time.GetUtcNow(), Body, default),
            closing with { Id = Record.Id, At = time.GetUtcNow(), Timings = Timings() },
            Body);
        await BeginAsync(0);
        await ErrorAnswer.WriteAsync(Context, error);
    }

    /// <summary>
    /// Closes a record that nobody closed because the gateway itself failed, and gives the body's memory back: the log
    /// reads it until the opening entry is written.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Record.IsOpened && !Record.IsClosed)
                await CloseAsync(ClosingFacts.OfError(
                    ApiError.ServerError(Context.TraceIdentifier), [], Context.RequestAborted.IsCancellationRequested ? RecordOutcome.ClientCancelled : RecordOutcome.Interrupted), default);
        }
        catch (AuditUnavailableException)
        {
            // What led here was reported already; the log's recovery closes the record at the next start.
        }
        finally
        {
            _body?.Dispose();
        }
    }

    private void MarkFirstByte(long upstreamTicks) => (_firstByte, _upstreamTicks) = (time.GetTimestamp(), upstreamTicks);

    private void SetHeaders()
    {
        var headers = Context.Response.Headers;
        headers["x-gateway-audit-id"] = Record.Id.ToString();
        headers["x-gateway-overhead-ms"] = OverheadMs().ToString("0.###", CultureInfo.InvariantCulture);
        if (_facts?.Decision is { } decision)
            headers["x-gateway-route"] = decision.ToHeader(_facts.Sources.Items.Length);
    }

    private RecordedTimings Timings() => new()
    {
        FirstByteMs = _firstByte == 0 ? null : Round(time.GetElapsedTime(_received, _firstByte)),
        TotalMs = Round(time.GetElapsedTime(_received)),
        OverheadMs = _firstByte == 0 ? null : OverheadMs(),
    };

    /// <summary>Milliseconds until the first byte that no upstream is to blame for.</summary>
    private double OverheadMs() => Round(time.GetElapsedTime(_received + _upstreamTicks, _firstByte == 0 ? time.GetTimestamp() : _firstByte));

    private static double Round(TimeSpan span) => Math.Round(Math.Max(0, span.TotalMilliseconds), 3);
}
