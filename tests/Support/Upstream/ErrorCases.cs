using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Support.Upstream;

/// <summary>Refusals before any answer, with and without the envelope and the hints that clients expect.</summary>
internal static class ErrorCases
{
    public static ImmutableArray<UpstreamCase> All { get; } =
    [
        Status("400", 400, "Unsupported value: 'temperature' does not support 3.", "invalid_request_error", "unsupported_value", "temperature"),
        Status("400-context-length", 400, "This model's maximum context length is 8192 tokens.", "invalid_request_error", "context_length_exceeded", "messages"),
        Status("401", 401, "Incorrect API key provided: sk-wrong.", "invalid_request_error", "invalid_api_key"),
        Status("403", 403, "Project has no access to the model.", "invalid_request_error", "model_not_found"),
        Status("404", 404, "The model does not exist.", "invalid_request_error", "model_not_found"),
        UpstreamCase.Of("404-html", "404 with an HTML page", call => HtmlAsync(call, 404, "Not Found")),
        Status("413", 413, "Maximum content size limit exceeded.", "invalid_request_error"),
        Status("422", 422, "Input should be a valid list.", "invalid_request_error", null, "messages"),
        Hinted("429-retry-after", ("Retry-After", "1")),
        Hinted("429-retry-after-ms", ("retry-after-ms", "300"), ("Retry-After", "1")),
        Hinted("429-should-not-retry", ("x-should-retry", "false"), ("Retry-After", "7")),
        Hinted("429-rate-limits",
            ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", "0"),
            ("x-ratelimit-reset-requests", "1m30s"), ("x-ratelimit-remaining-tokens", "149"), ("Retry-After", "90")),
        Hinted("429-no-hint"),
        Status("429-quota", 429, "You exceeded your current quota.", "insufficient_quota", "insufficient_quota"),
        Status("500", 500, "The server had an error.", "server_error"),
        UpstreamCase.Of("500-plain-text", "500 with bare text", call =>
            Reply.TextAsync(call, 500, "text/plain", "Internal Server Error")),
        Status("502", 502, "Bad gateway.", "server_error"),
        UpstreamCase.Of("502-html", "502 with an HTML page", call => HtmlAsync(call, 502, "Bad Gateway")),
        UpstreamCase.Of("503", "503 that asks for half a minute", OverloadedAsync),
        Status("504", 504, "Gateway timeout.", "server_error"),
        UpstreamCase.Of("503-then-ok", "503 without Retry-After at the first call of a user, then an answer", call =>
            call.Attempt == 1 ? RestartingAsync(call) : TextCases.AnswerAsync(call)),
        UpstreamCase.Of("429-then-ok", "429 at the first call of a user, then an answer", call =>
            call.Attempt == 1 ? LimitedAsync(call, ("Retry-After", "1")) : TextCases.AnswerAsync(call)),
        UpstreamCase.Of("error-number-code", "an error whose code is a number", call =>
            Reply.JsonAsync(call, 402, new JsonObject { ["error"] = new JsonObject { ["message"] = "No credits.", ["code"] = 402 } })),
        UpstreamCase.Of("error-other-envelope", "an error as web frameworks write it", call =>
            Reply.JsonAsync(call, 400, new JsonObject { ["detail"] = "Field required: messages" })),
        UpstreamCase.Of("error-empty-body", "400 without a body", call => Reply.TextAsync(call, 400, "application/json", "")),
    ];

    public static Task WrongKeyAsync(UpstreamCall call) =>
        Reply.ErrorAsync(call, 401, "The upstream's key was expected.", "invalid_request_error", "wrong_upstream_key");

    public static Task NoSuchModelAsync(UpstreamCall call) => Reply.ErrorAsync(
        call, 404, $"The model '{call.Model}' is none of this server's cases.", "invalid_request_error", "model_not_found", "model");

    public static Task NoSuchPathAsync(UpstreamCall call) =>
        Reply.ErrorAsync(call, 404, $"Unknown path {call.Request.Path}.", "invalid_request_error", "unknown_url");

    private static UpstreamCase Status(
        string name, int status, string message, string type, string? code = null, string? param = null) =>
        UpstreamCase.Of(name, $"{status} {code ?? type}", call => Reply.ErrorAsync(call, status, message, type, code, param));

    private static UpstreamCase Hinted(string name, params (string Name, string Value)[] hints) => UpstreamCase.Of(
        name,
        hints.Length == 0 ? "429 without any hint" : "429 with " + string.Join(", ", hints.Select(hint => hint.Name)),
        call => LimitedAsync(call, hints));

    private static Task LimitedAsync(UpstreamCall call, params (string Name, string Value)[] hints)
    {
        foreach ((string name, string value) in hints)
        {
            Reply.Header(call, name, value);
        }

        return Reply.ErrorAsync(call, 429, "Rate limit reached for requests.", "requests", "rate_limit_exceeded");
    }

    private static Task OverloadedAsync(UpstreamCall call)
    {
        Reply.Header(call, "Retry-After", "30");
        return Reply.ErrorAsync(call, 503, "The engine is currently overloaded.", "server_error", "engine_overloaded");
    }

    private static Task RestartingAsync(UpstreamCall call) =>
        Reply.ErrorAsync(call, 503, "The engine is restarting.", "server_error", "engine_restarting");

    private static Task HtmlAsync(UpstreamCall call, int status, string title) => Reply.TextAsync(
        call, status, "text/html", $"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>");
}
