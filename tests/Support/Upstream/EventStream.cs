using System.Text;
using System.Text.Json.Nodes;

namespace Support.Upstream;

/// <summary>
/// Writes server-sent events, one flush each, with the freedoms that servers take: line ends, missing
/// space, comments, and an end without an end.
/// </summary>
/// <remarks>
/// A breakable stream frames its HTTP chunks itself, so that <see cref="Break"/> can leave the last one out:
/// the connection is closed after all bytes have been sent, and every client sees a body that is cut at
/// exactly the same byte. Aborting the connection instead would race with bytes that are still on their way.
/// </remarks>
internal sealed class EventStream
{
    public const string ContentType = "text/event-stream; charset=utf-8";

    private readonly UpstreamCall _call;
    private readonly bool _breakable;

    public EventStream(UpstreamCall call, bool breakable = false, string contentType = ContentType)
    {
        (_call, _breakable) = (call, breakable);
        Reply.Begin(call, 200, contentType);
        Reply.Header(call, "Cache-Control", "no-cache");
        if (breakable)
        {
            Reply.FramesItself(call);
        }
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

    /// <summary>Closes the connection of a breakable stream without the chunk that would end it.</summary>
    public void Break() => Reply.CloseWithoutEnd(_call);

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        Stream body = _call.Http.Response.Body;
        if (_breakable)
        {
            await body.WriteAsync(Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), _call.Aborted);
            await body.WriteAsync(bytes, _call.Aborted);
            await body.WriteAsync("\r\n"u8.ToArray(), _call.Aborted);
        }
        else
        {
            await body.WriteAsync(bytes, _call.Aborted);
        }

        await body.FlushAsync(_call.Aborted);
    }
}
