using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Support.Upstream;

/// <summary>Writes answers that are not streams.</summary>
internal static class Reply
{
    // Text beyond ASCII goes out as UTF-8, as OpenAI sends it, and not as \u escapes.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode node) => node.ToJsonString(Json);

    public static Task JsonAsync(UpstreamCall call, int status, JsonNode body) =>
        TextAsync(call, status, "application/json", Text(body));

    public static async Task TextAsync(UpstreamCall call, int status, string contentType, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        Begin(call, status, contentType);
        call.Http.Response.ContentLength = bytes.Length;
        await call.Http.Response.Body.WriteAsync(bytes, call.Aborted);
    }

    public static Task ErrorAsync(
        UpstreamCall call, int status, string message, string type, string? code = null, string? param = null) =>
        JsonAsync(call, status, Error(message, type, code, param));

    public static JsonObject Error(string message, string type, string? code = null, string? param = null) => new()
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = type, ["param"] = param, ["code"] = code },
    };

    public static void Header(UpstreamCall call, string name, string value) =>
        call.Http.Response.Headers[name] = value;

    /// <summary>Leaves the framing of HTTP chunks to the case: Kestrel adds none and ends with none.</summary>
    public static void FramesItself(UpstreamCall call) => Header(call, "Transfer-Encoding", "chunked");

    /// <summary>
    /// Closes the connection once what was written is sent. To be called after the headers are out: they
    /// must not announce the close, which would make the cut look intended to some clients.
    /// </summary>
    public static void CloseWithoutEnd(UpstreamCall call) =>
        call.Http.Features.GetRequiredFeature<IConnectionLifetimeNotificationFeature>().RequestClose();

    public static void Begin(UpstreamCall call, int status, string contentType)
    {
        call.Http.Response.StatusCode = status;
        call.Http.Response.ContentType = contentType;
        Header(call, "x-request-id", "req_" + call.Model);
        Header(call, "openai-processing-ms", "5");
    }
}
