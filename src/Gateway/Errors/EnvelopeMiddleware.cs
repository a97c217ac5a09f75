using Audit.Log;
using Protocol.Errors;

namespace Gateway.Errors;

/// <summary>Outermost: names the request, and sees to it that no answer leaves without OpenAI's envelope when it is an error.</summary>
internal sealed partial class EnvelopeMiddleware(RequestDelegate next, ILogger<EnvelopeMiddleware> logger)
{
    /// <summary>Response header that names the request; OpenAI's clients show it as the request id.</summary>
    public const string RequestIdHeader = "x-request-id";

    /// <summary>Runs the rest and answers for what it left unanswered.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var id = "req_" + Guid.NewGuid().ToString("N");
        context.TraceIdentifier = id;
        context.Response.Headers[RequestIdHeader] = id;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return; // The client left: nobody reads an answer.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await ErrorAnswer.WriteAsync(context, BadRequests.Of(context, exception));
        }
        catch (AuditUnavailableException exception) when (!context.Response.HasStarted)
        {
            RecordFailed(exception, id);
            StartAnew(context.Response, id);
            await ErrorAnswer.WriteAsync(context, ApiError.ServiceUnavailable("Requests cannot be recorded at the moment, so none is answered. Try again."));
        }
        catch (Exception exception) when (!context.Response.HasStarted) // The last line of defence: the process lives on, the client gets an error it understands.
        {
            RequestFailed(exception, id);
            StartAnew(context.Response, id);
            await ErrorAnswer.WriteAsync(context, ApiError.ServerError(id));
        }
        catch (Exception exception) when (exception is not BrokenAnswerException)
        {
            RequestFailed(exception, id);
            throw new BrokenAnswerException("The answer had begun: its end is left out, so that the client notices.");
        }
        if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && context.Response.ContentLength is null)
            await ErrorAnswer.WriteAsync(context, Unanswered(context));
    }

    /// <summary>Forgets what was prepared for an answer that is not given; the ids stay, for the client to report.</summary>
    private static void StartAnew(HttpResponse response, string id)
    {
        var record = response.Headers["x-gateway-audit-id"];
        response.Clear();
        response.Headers[RequestIdHeader] = id;
        response.Headers["x-gateway-audit-id"] = record;
    }

    private static ApiError Unanswered(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "/");
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ApiError.UnknownPath(method, path),
            StatusCodes.Status405MethodNotAllowed => ApiError.MethodNotAllowed(method, path, context.Response.Headers.Allow.ToString()),
            StatusCodes.Status415UnsupportedMediaType => ApiError.UnsupportedMediaType(context.Request.ContentType),
            var status when status < 500 => ApiError.InvalidRequest($"{method} {path} was refused with status {status}.", null),
            _ => ApiError.ServerError(context.TraceIdentifier),
        };
    }

    [LoggerMessage(1001, LogLevel.Error, "Request {RequestId} was not answered because its record could not be written")]
    private partial void RecordFailed(Exception exception, string requestId);

    [LoggerMessage(1000, LogLevel.Error, "Request {RequestId} failed inside the gateway")]
    private partial void RequestFailed(Exception exception, string requestId);
}
