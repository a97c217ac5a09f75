using System.Buffers;
using Protocol.Errors;

namespace Gateway.Errors;

/// <summary>The one way in which a refusal leaves: OpenAI's error envelope, with the hints that its clients obey.</summary>
internal static class ErrorAnswer
{
    /// <summary>Seconds after which a client may try again when the gateway itself is short of something.</summary>
    private const int RetryAfterSeconds = 1;

    /// <summary>Writes the error; the response must not have started. It leaves when the request has been dealt with, its record closed.</summary>
    public static Task WriteAsync(HttpContext context, ApiError error)
    {
        var response = context.Response;
        var body = new ErrorEnvelope(error).ToUtf8();
        response.StatusCode = error.Status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        SetHints(response, error.Status);
        response.BodyWriter.Write(body);
        return Task.CompletedTask;
    }

    private static void SetHints(HttpResponse response, int status)
    {
        if (status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (status is not (StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) || response.Headers.ContainsKey("Retry-After"))
            return;
        // OpenAI's .NET client retries at once unless Retry-After names whole seconds; the JavaScript client prefers milliseconds.
        response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers["retry-after-ms"] = (RetryAfterSeconds * 1000).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
