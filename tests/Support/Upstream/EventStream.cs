using System.Text;
using System.Text.Json.Nodes;

namespace Support.Upstream;

/// <summary>
/// Writes server-sent events, one flush each, with the freedoms that servers take: line ends, missing
/// space, comments, and an end without an end.
/// </summary>
internal sealed class EventStream
{
    public const string ContentType = "text/event-stream; charset=utf-8";

    private readonly UpstreamCall _call;

    public EventStream(UpstreamCall call, string contentType = ContentType)
    {
        _call = call;
        Reply.Begin(call, 200, contentType);
        Reply.Header(call, "Cache-Control", "no-cache");
    }

    /// <summary>What ends a line; one line feed unless a case says otherwise.</summary>
    public string LineEnd { get; init; } = "\n";

    /// <summary>What stands between the colon and the value.</summary>
    public string AfterColon { get; init; } = " ";

    /// <summary>Writes each byte on its own, so that every read boundary falls inside something.</summary>
    public bool ByteByByte { get; init; }

    public Task ChunkAsync(params JsonNode?[] choices) => DataAsync(Completion.Chunk(_call, choices));

    public Task DataAsync(JsonNode data) => DataAsync(Reply.Text(data));

    public Task DataAsync(string data) => WriteAsync($"data:{AfterColon}{data}{LineEnd}{LineEnd}");

    public Task DoneAsync() => DataAsync("[DONE]");

    public Task CommentAsync(string comment) => WriteAsync($":{AfterColon}{comment}{LineEnd}{LineEnd}");

    public async Task WriteAsync(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int piece = ByteByByte ? 1 : bytes.Length;
        for (int at = 0; at < bytes.Length; at += piece)
        {
            await SendAsync(bytes.AsMemory(at, piece));
        }
    }

    /// <summary>Flushes the headers while there is nothing to say yet.</summary>
    public Task FlushAsync() => _call.Http.Response.Body.FlushAsync(_call.Aborted);

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _call.Http.Response.Body.WriteAsync(bytes, _call.Aborted);
        await _call.Http.Response.Body.FlushAsync(_call.Aborted);
    }
}
