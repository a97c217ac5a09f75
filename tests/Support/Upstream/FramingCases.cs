using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace Support.Upstream;

/// <summary>The usual answer, framed in all the ways that the event-stream format and its abusers allow.</summary>
internal static class FramingCases
{
    public static ImmutableArray<UpstreamCase> All { get; } =
    [
        Streamed("split-utf8", "each byte in a write of its own",
            call => TextCases.StreamAsync(call, new EventStream(call) { ByteByByte = true })),
        Streamed("crlf", "lines end in CR LF",
            call => TextCases.StreamAsync(call, new EventStream(call) { LineEnd = "\r\n" })),
        Streamed("no-space", "no space after the colon",
            call => TextCases.StreamAsync(call, new EventStream(call) { AfterColon = "" })),
        Streamed("comments", "comments around every event", CommentsAsync),
        Streamed("heartbeat-comments", "comments while the first token is awaited", HeartbeatsAsync),
        Streamed("event-fields", "event, id and retry fields beside the data", EventFieldsAsync),
        Streamed("multi-line-data", "an event whose JSON spans two data lines", MultiLineDataAsync),
        Streamed("one-write", "the whole stream in one write", OneWriteAsync),
        Streamed("no-role", "the first delta has content and no role", NoRoleAsync),
        Streamed("no-done", "ends after the finish reason, without the end mark", NoDoneAsync),
        Streamed("no-last-line-end", "the end mark has no line end after it", NoLastLineEndAsync),
        Streamed("empty-choices-first", "a first chunk without choices, as content filters send it", EmptyChoicesAsync),
        Streamed("empty-event-object", "an event 'data: {}' as keep-alive", EmptyEventAsync),
        Streamed("wrong-content-type", "the stream is called text/plain",
            call => TextCases.StreamAsync(call, new EventStream(call, contentType: "text/plain"))),
        Streamed("gzip-stream", "the stream is compressed when the client accepts that", GzipStreamAsync),
        UpstreamCase.Of("white-space-first", "white space before the JSON body", WhiteSpaceFirstAsync),
    ];

    private static UpstreamCase Streamed(string name, string description, Func<UpstreamCall, Task> stream) =>
        UpstreamCase.Of(name, description, call => call.Stream ? stream(call) : TextCases.AnswerAsync(call));

    private static async Task CommentsAsync(UpstreamCall call)
    {
        var stream = new EventStream(call);
        await stream.CommentAsync("hello");
        foreach (string piece in TextCases.Pieces(TextCases.Answer))
        {
            await stream.WriteAsync(":\n");
            await stream.ChunkAsync(Completion.Delta(Completion.ContentDelta(piece)));
            await stream.CommentAsync("data: not an event");
        }

        await TextCases.EndAsync(call, stream);
    }

    private static async Task HeartbeatsAsync(UpstreamCall call)
    {
        var stream = new EventStream(call);
        for (int beat = 0; beat < 5; beat++)
        {
            await stream.CommentAsync("keep-alive");
            await Task.Delay(TimeSpan.FromMilliseconds(20), call.Aborted);
        }

        await TextCases.StreamAsync(call, stream);
    }

    private static async Task EventFieldsAsync(UpstreamCall call)
    {
        var stream = new EventStream(call);
        await stream.WriteAsync("retry: 3000\nid: 1\nevent: message\n");
        await TextCases.StreamAsync(call, stream);
    }

    private static async Task MultiLineDataAsync(UpstreamCall call)
    {
        var stream = new EventStream(call);
        string chunk = Reply.Text(Completion.Chunk(call, Completion.Delta(Completion.ContentDelta(TextCases.Answer))));
        int half = chunk.IndexOf(",\"choices\"", StringComparison.Ordinal);
        await stream.WriteAsync($"data: {chunk[..half]}\ndata: {chunk[half..]}\n\n");
        await TextCases.EndAsync(call, stream);
    }

    private static async Task OneWriteAsync(UpstreamCall call)
    {
        var events = new StringBuilder();
        foreach (string piece in TextCases.Pieces(TextCases.Answer))
        {
            events.Append($"data: {Reply.Text(Completion.Chunk(call, Completion.Delta(Completion.ContentDelta(piece))))}\n\n");
        }

        events.Append($"data: {Reply.Text(Completion.Chunk(call, Completion.Delta([], "stop")))}\n\ndata: [DONE]\n\n");
        await new EventStream(call).WriteAsync(events.ToString());
    }

    private static async Task NoRoleAsync(UpstreamCall call)
    {
        var stream = new EventStream(call);
        await TextCases.PiecesAsync(stream);
        await TextCases.EndAsync(call, stream);
    }

    private static async Task NoDoneAsync(UpstreamCall call)
    {
        var stream = new EventStream(call);
        await TextCases.PiecesAsync(stream);
        await stream.ChunkAsync(Completion.Delta([], "stop"));
        await UsageCases.SeparateIfWantedAsync(call, stream);
    }

    private static async Task NoLastLineEndAsync(UpstreamCall call)
    {
        var stream = new EventStream(call);
        await TextCases.PiecesAsync(stream);
        await stream.ChunkAsync(Completion.Delta([], "stop"));
        await stream.WriteAsync("data: [DONE]");
    }

    private static async Task EmptyChoicesAsync(UpstreamCall call)
    {
        var stream = new EventStream(call);
        await stream.ChunkAsync();
        await TextCases.StreamAsync(call, stream);
    }

    private static async Task EmptyEventAsync(UpstreamCall call)
    {
        var stream = new EventStream(call);
        await stream.DataAsync("{}");
        await TextCases.StreamAsync(call, stream);
    }

    private static async Task GzipStreamAsync(UpstreamCall call)
    {
        if (!call.Http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            await TextCases.StreamAsync(call, new EventStream(call));
            return;
        }

        Reply.Header(call, "Content-Encoding", "gzip");
        Stream body = call.Http.Response.Body;
        await using (var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true))
        {
            call.Http.Response.Body = gzip;
            await TextCases.StreamAsync(call, new EventStream(call));
        }

        call.Http.Response.Body = body;
    }

    private static Task WhiteSpaceFirstAsync(UpstreamCall call)
    {
        string body = Reply.Text(Completion.Whole(call, Completion.Choice(Completion.Message(TextCases.Answer), "stop")));
        return call.Stream
            ? TextCases.AnswerAsync(call)
            : Reply.TextAsync(call, 200, "application/json", " \n\n  " + body);
    }
}
