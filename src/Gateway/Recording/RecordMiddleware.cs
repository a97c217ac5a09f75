using Audit.Log;
using Audit.Records;
using Gateway.Access;

namespace Gateway.Recording;

/// <summary>
/// Sees to it that every request of a known caller leaves a record: what no endpoint records itself (a list of models, a
/// document that was read, a record that was shown, a role without the right, a path that is not served) is opened here before
/// it is served and closed before its answer ends. Stands behind access and routing.
/// </summary>
internal sealed class RecordMiddleware(RequestDelegate next, AuditLog log, TimeProvider time)
{
    /// <summary>Runs the rest within a record, unless the endpoint keeps its own.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Caller>() is not { } caller || KeepsItsOwn(context.GetEndpoint(), caller))
        {
            await next(context);
            return;
        }
        var (record, received, notes) = (new RequestRecord(log), time.GetTimestamp(), new RecordNotes());
        context.Features.Set(notes);
        record.Open(Facts(context, caller).ToOpening(record.Id, time.GetUtcNow(), default, default), default, default);
        await record.WhenOpenAsync();
        context.Response.Headers["x-gateway-audit-id"] = record.Id.ToString();
        try
        {
            await next(context);
        }
        catch
        {
            var gone = context.RequestAborted.IsCancellationRequested;
            await record.CloseAsync(Closing(record, received, StatusCodes.Status500InternalServerError, gone ? RecordOutcome.ClientCancelled : RecordOutcome.Refused, notes), default);
            throw;
        }
        var status = context.Response.StatusCode;
        await record.CloseAsync(Closing(record, received, status, status < 400 ? RecordOutcome.Completed : RecordOutcome.Refused, notes), default);
    }

    /// <summary>The endpoint keeps its own record, and the caller will reach it.</summary>
    private static bool KeepsItsOwn(Endpoint? endpoint, Caller caller) =>
        endpoint?.Metadata.GetMetadata<KeepsRecord>() is not null && endpoint.Metadata.GetMetadata<RoleRule>()?.May(caller) != false;

    private static RequestFacts Facts(HttpContext context, Caller caller)
    {
        var endpoint = $"{context.Request.Method} {context.Request.Path}";
        return new RequestFacts
        {
            Caller = caller,
            Endpoint = endpoint.Length <= 500 ? endpoint : endpoint[..500] + "…", // It comes from outside; an entry has a longest length.
            RequestId = context.TraceIdentifier,
        };
    }

    private RecordClosing Closing(RequestRecord record, long received, int status, RecordOutcome outcome, RecordNotes notes) => new()
    {
        Id = record.Id,
        At = time.GetUtcNow(),
        Outcome = outcome,
        Status = status,
        Notes = notes.ToList(),
        Timings = new RecordedTimings { TotalMs = Math.Round(time.GetElapsedTime(received).TotalMilliseconds, 3) },
    };
}
