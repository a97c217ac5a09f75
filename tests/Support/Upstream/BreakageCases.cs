using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Support.Upstream;

/// <summary>Answers that begin well and break.</summary>
internal static class BreakageCases
{
    private const string FirstHalf = "This answer breaks ";

    public static ImmutableArray<UpstreamCase> All { get; } =
    [
        Streamed("error-event-clean", "an error event, the end mark and a clean end", ErrorEventCleanAsync),
        Streamed("error-event-named", "the same with 'event: error' before it", ErrorEventNamedAsync),
        Streamed("error-event-abort", "an error event, then the connection breaks", ErrorEventAbortAsync),
        Streamed("cut", "the connection ends amid the stream", CutAsync),
        Streamed("cut-announced", "the same after headers that announce the close of the connection", CutAnnouncedAsync),
        Streamed("cut-in-event", "the connection ends amid an event", CutInEventAsync),
        Streamed("cut-reset", "the connection is reset amid the stream", CutResetAsync),
        Streamed("bad-json-event", "an event that is no JSON", BadEventAsync),
        Streamed("empty-stream", "a stream without an event", call => new EventStream(call).FlushAsync()),
        Streamed("done-only", "a stream of nothing but the end mark", call => new EventStream(call).DoneAsync()),
        UpstreamCase.Of("cut-before-first", "the connection ends before any answer", CutBeforeFirst),
        UpstreamCase.Of("cut-after-headers", "the connection ends after the headers", CutAfterHeadersAsync),
        UpstreamCase.Of("json-instead-of-sse", "a whole JSON answer although a stream was asked for", JsonAnywayAsync),
        UpstreamCase.Of("sse-instead-of-json", "a stream although none was asked for", call =>
            TextCases.StreamAsync(call, new EventStream(call))),
        UpstreamCase.Of("200-error-body", "an error envelope with status 200", call =>
            Reply.ErrorAsync(call, 200, "The model crashed.", "server_error", "model_crashed")),
    ];

    /// <summary>Breaks streams as told; a whole answer breaks in the only way it can, amid its body.</summary>
    private static UpstreamCase Streamed(string name, string description, Func<UpstreamCall, Task> stream) =>
        UpstreamCase.Of(name, description, call => call.Stream ? stream(call) : CutBodyAsync(call));

    private static async Task<EventStream> BegunAsync(UpstreamCall call, bool breakable)
    {
        var stream = new EventStream(call, breakable);
        await stream.ChunkAsync(Completion.Delta(Completion.RoleDelta()));
        await TextCases.PiecesAsync(stream, FirstHalf);
        return stream;
    }

    private static async Task ErrorEventCleanAsync(UpstreamCall call)
    {
        EventStream stream = await BegunAsync(call, breakable: false);
        await ErrorEventAsync(stream);
        await stream.DoneAsync();
    }

    private static async Task ErrorEventNamedAsync(UpstreamCall call)
    {
        EventStream stream = await BegunAsync(call, breakable: false);
        await stream.WriteAsync("event: error\n");
        await ErrorEventAsync(stream);
    }

    private static async Task ErrorEventAbortAsync(UpstreamCall call)
    {
        EventStream stream = await BegunAsync(call, breakable: true);
        await ErrorEventAsync(stream);
        stream.Break();
    }

    private static Task ErrorEventAsync(EventStream stream) =>
        stream.DataAsync(Reply.Error("The engine failed.", "server_error", "engine_failed"));

    private static async Task CutAsync(UpstreamCall call) => (await BegunAsync(call, breakable: true)).Break();

    private static Task CutAnnouncedAsync(UpstreamCall call)
    {
        Reply.Header(call, "Connection", "close");
        return BegunAsync(call, breakable: true);
    }

    private static async Task CutInEventAsync(UpstreamCall call)
    {
        EventStream stream = await BegunAsync(call, breakable: true);
        await stream.WriteAsync("data: {\"id\":\"chatcmpl-cut-in-event\",\"obj");
        stream.Break();
    }

    private static async Task CutResetAsync(UpstreamCall call)
    {
        await BegunAsync(call, breakable: false);
        // Long enough for the bytes to leave; a reset overtakes what still waits in the server's buffers.
        await Task.Delay(TimeSpan.FromMilliseconds(100), call.Aborted);
        call.Http.Abort();
    }

    private static async Task BadEventAsync(UpstreamCall call)
    {
        EventStream stream = await BegunAsync(call, breakable: false);
        await stream.DataAsync("{\"choices\":[{\"index\":0,\"delta\":");
        await TextCases.EndAsync(call, stream);
    }

    private static Task CutBeforeFirst(UpstreamCall call)
    {
        call.Http.Abort();
        return Task.CompletedTask;
    }

    private static async Task CutAfterHeadersAsync(UpstreamCall call)
    {
        if (!call.Stream)
        {
            await CutBodyAsync(call);
            return;
        }

        // A comment carries the headers out; no event follows.
        var stream = new EventStream(call, breakable: true);
        await stream.WriteAsync(":\n\n");
        stream.Break();
    }

    private static Task JsonAnywayAsync(UpstreamCall call) => Reply.JsonAsync(
        call, 200, Completion.Whole(call, Completion.Choice(Completion.Message(TextCases.Answer), "stop")));

    private static async Task CutBodyAsync(UpstreamCall call)
    {
        string body = Reply.Text(Completion.Whole(call, Completion.Choice(Completion.Message(FirstHalf), "stop")));
        Reply.Begin(call, 200, "application/json");
        Reply.FramesItself(call);
        string half = body[..(body.Length / 2)];
        await call.Http.Response.WriteAsync($"{half.Length:x}\r\n{half}\r\n", call.Aborted);
        await call.Http.Response.Body.FlushAsync(call.Aborted);
        Reply.CloseWithoutEnd(call);
    }
}
