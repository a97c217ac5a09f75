using System.Globalization;

namespace Protocol.Errors;

/// <summary>
/// An error as OpenAI's clients understand it, with the HTTP status it travels under. This file is the one table
/// of what this gateway answers when it refuses. Messages are cut at 1,000 characters, and control, invisible and
/// unpaired characters in them are escaped, so a client's bytes cannot forge a log line or a header.
/// </summary>
public sealed record ApiError
{
    /// <summary>An error outside the table below, such as one translated from an upstream's own format.</summary>
    /// <param name="status">HTTP status, 400 to 599.</param>
    /// <param name="message">What was expected, what was found, what to do.</param>
    /// <param name="type">One of <see cref="ErrorTypes"/>, or an upstream's own.</param>
    /// <param name="param">Path of the offending member, such as <c>messages[1].content</c>; null when no member is at fault.</param>
    /// <param name="code">A stable word for programs; null when there is none.</param>
    public ApiError(int status, string message, string type, string? param, string? code)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        Status = status;
        Message = ClientText.Clean(message, ClientText.MaxMessage);
        Type = ClientText.Clean(type, ClientText.MaxValue);
        Param = param is null ? null : ClientText.Clean(param, ClientText.MaxValue);
        Code = code is null ? null : ClientText.Clean(code, ClientText.MaxValue);
    }

    /// <summary>HTTP status of an answer that carries this error before anything else was sent.</summary>
    public int Status { get; }

    /// <summary>Text for people.</summary>
    public string Message { get; }

    /// <summary>Family of the error, see <see cref="ErrorTypes"/>.</summary>
    public string Type { get; }

    /// <summary>Path of the offending member, or null.</summary>
    public string? Param { get; }

    /// <summary>Stable word for programs, or null.</summary>
    public string? Code { get; }

    /// <summary>400: the body is not what the endpoint takes.</summary>
    public static ApiError InvalidRequest(string message, string? param, string? code = null) =>
        new(400, message, ErrorTypes.InvalidRequest, param, code);

    /// <summary>400: prompt and answer do not fit the model.</summary>
    /// <param name="promptTokens">Tokens of the prompt.</param>
    /// <param name="contextTokens">Tokens that prompt and answer may have together.</param>
    /// <param name="param">The member that holds the prompt.</param>
    public static ApiError ContextLengthExceeded(int promptTokens, int contextTokens, string param) => InvalidRequest(
        string.Create(CultureInfo.InvariantCulture, $"This model's maximum context length is {contextTokens} tokens, the answer included, but the request has {promptTokens}. Shorten it."),
        param, "context_length_exceeded");

    /// <summary>401: no key was sent.</summary>
    public static ApiError MissingApiKey() => new(
        401, "No API key was sent. Send it as 'Authorization: Bearer <key>'.", ErrorTypes.InvalidRequest, null, "invalid_api_key");

    /// <summary>401: the key is unknown or revoked, or cannot be checked now. The key is never repeated.</summary>
    public static ApiError InvalidApiKey() => new(
        401, "The API key is not valid here. Check it, or ask the operator for a new one.", ErrorTypes.InvalidRequest, null, "invalid_api_key");

    /// <summary>403: the caller is known and may not do this.</summary>
    public static ApiError PermissionDenied(string message, string? param = null) =>
        new(403, message, ErrorTypes.Permission, param, "permission_denied");

    /// <summary>404: no such model, or none this caller may use; the two are not told apart on purpose.</summary>
    public static ApiError ModelNotFound(string model) => new(
        404, $"The model {ClientText.Quote(model)} does not exist or you do not have access to it. GET /v1/models lists what you can use.",
        ErrorTypes.InvalidRequest, "model", "model_not_found");

    /// <summary>404: nothing is served under this path.</summary>
    public static ApiError UnknownPath(string method, string path) => new(
        404, $"Nothing is served at {ClientText.Quote($"{method} {path}")}. The OpenAI endpoints are under /v1.",
        ErrorTypes.InvalidRequest, null, "unknown_url");

    /// <summary>405: the path exists, but not for this method.</summary>
    /// <param name="method">The method that was used.</param>
    /// <param name="path">The path that was asked for.</param>
    /// <param name="allowed">What is allowed there, as in the Allow header (RFC 9110 section 10.2.1).</param>
    public static ApiError MethodNotAllowed(string method, string path, string allowed) => new(
        405, $"{ClientText.Quote($"{method} {path}")} is not allowed. Use {allowed}.", ErrorTypes.InvalidRequest, null, "method_not_allowed");

    /// <summary>413: the body is longer than the configured limit, in bytes.</summary>
    public static ApiError BodyTooLarge(long limit) => new(
        413, string.Create(CultureInfo.InvariantCulture, $"The request body is longer than {limit} bytes, the limit of this server. Send less, such as smaller images."),
        ErrorTypes.InvalidRequest, null, "request_too_large");

    /// <summary>415: the body is not declared as JSON.</summary>
    /// <param name="found">The Content-Type that came; null when there was none.</param>
    public static ApiError UnsupportedMediaType(string? found) => new(
        415, $"Expected Content-Type application/json, found {(found is null ? "none" : ClientText.Quote(found))}.",
        ErrorTypes.InvalidRequest, null, "unsupported_media_type");

    /// <summary>429: too much for now; the answer should carry Retry-After.</summary>
    public static ApiError RateLimited(string message) => new(429, message, ErrorTypes.RateLimit, null, "rate_limit_exceeded");

    /// <summary>429: a budget is used up; the answer should carry <c>x-should-retry: false</c>.</summary>
    public static ApiError QuotaExceeded(string message) => new(429, message, ErrorTypes.InsufficientQuota, null, "insufficient_quota");

    /// <summary>500: a fault of this server. What went wrong goes to the log, not to the client.</summary>
    public static ApiError ServerError(string? requestId = null) => new(
        500, requestId is null
            ? "The server failed to answer this request. It is not your fault; try again later."
            : $"The server failed to answer this request. It is not your fault; try again later, or report request {ClientText.Quote(requestId)}.",
        ErrorTypes.Server, null, "internal_error");

    /// <summary>502: the upstream could not be reached, broke off, or answered something that is no answer.</summary>
    public static ApiError UpstreamFailed(string what) => new(502, $"The upstream model server failed: {what}", ErrorTypes.Server, null, "upstream_failed");

    /// <summary>504: the upstream took too long.</summary>
    /// <param name="what">Which wait ended, such as <c>no first byte</c>.</param>
    /// <param name="limit">How long was waited.</param>
    public static ApiError UpstreamTimeout(string what, TimeSpan limit) => new(
        504, string.Create(CultureInfo.InvariantCulture, $"The upstream model server was too slow: {what} within {limit.TotalSeconds:0.###} s."),
        ErrorTypes.Server, null, "upstream_timeout");

    /// <summary>503: this server cannot take the request now; the answer should carry Retry-After.</summary>
    public static ApiError ServiceUnavailable(string message) => new(503, message, ErrorTypes.Server, null, "service_unavailable");
}
