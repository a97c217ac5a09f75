using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Endpoints;

/// <summary>Answers in JSON that are not chat completions.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of an answer.</summary>
    public static byte[] Bytes(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Writing))
            node.WriteTo(writer);
        return stream.ToArray();
    }

    /// <summary>
    /// Writes the bytes as the whole answer. They leave when the request has been dealt with, its record closed: flushed here, they would tell the
    /// client that it has everything.
    /// </summary>
    public static Task WriteAsync(HttpContext context, byte[] json, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        context.Response.BodyWriter.Write(json);
        return Task.CompletedTask;
    }
}
