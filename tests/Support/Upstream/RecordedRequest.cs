using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Support.Upstream;

/// <summary>One request as it reached the upstream, byte for byte, and what became of its connection.</summary>
public sealed class RecordedRequest
{
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RecordedRequest(HttpRequest request, byte[] body)
    {
        Method = request.Method;
        Path = request.Path.Value ?? "";
        Headers = request.Headers.ToFrozenDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Body = body;
        Json = Parse(body);
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path, without the query.</summary>
    public string Path { get; }

    /// <summary>The headers, several values of one name joined by commas; names compare without case.</summary>
    public FrozenDictionary<string, string> Headers { get; }

    /// <summary>The body as received.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The body as a JSON object; empty when it is none.</summary>
    public JsonObject Json { get; }

    /// <summary>The <c>model</c> of the body, or an empty string.</summary>
    public string Model => Text("model");

    /// <summary>The <c>user</c> of the body, by which tests tell their calls apart, or an empty string.</summary>
    public string User => Text("user");

    /// <summary>Completes when the peer drops the connection before the answer has ended; otherwise never.</summary>
    public Task Aborted => _aborted.Task;

    /// <summary>Completes when the upstream has done all it meant to do for this request.</summary>
    public Task Finished => _finished.Task;

    internal static async Task<RecordedRequest> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var request = new RecordedRequest(http.Request, body.ToArray());
        http.RequestAborted.Register(request._aborted.SetResult);
        return request;
    }

    internal void MarkFinished() => _finished.TrySetResult();

    private string Text(string name) => Json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
