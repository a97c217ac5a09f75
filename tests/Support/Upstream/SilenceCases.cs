using System.Collections.Immutable;

namespace Support.Upstream;

/// <summary>Answers that take their time, or for ever.</summary>
internal static class SilenceCases
{
    public static ImmutableArray<UpstreamCase> All { get; } =
    [
        UpstreamCase.Of("slow", "20 ms before the answer and before each event", SlowAsync),
        UpstreamCase.Of("hang-before-first", "accepts the request and never answers", HangAsync),
        UpstreamCase.Of("hang-mid-stream", "falls silent amid the answer", HangMidStreamAsync),
    ];

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private static async Task SlowAsync(UpstreamCall call)
    {
        await Task.Delay(Step, call.Aborted);
        await TextCases.EitherAsync(
            call,
            () => Completion.Choice(Completion.Message(TextCases.Answer), "stop"),
            async stream =>
            {
                foreach (string piece in TextCases.Pieces(TextCases.Answer))
                {
                    await Task.Delay(Step, call.Aborted);
                    await stream.ChunkAsync(Completion.Delta(Completion.ContentDelta(piece)));
                }
            });
    }

    private static Task HangAsync(UpstreamCall call) => Task.Delay(Timeout.InfiniteTimeSpan, call.Aborted);

    private static async Task HangMidStreamAsync(UpstreamCall call)
    {
        if (call.Stream)
        {
            var stream = new EventStream(call);
            await stream.ChunkAsync(Completion.Delta(Completion.RoleDelta()));
            await stream.ChunkAsync(Completion.Delta(Completion.ContentDelta("Silence ")));
        }
        else
        {
            Reply.Begin(call, 200, "application/json");
            await call.Http.Response.Body.WriteAsync("{\"id\":\"chatcmpl-hang\","u8.ToArray(), call.Aborted);
            await call.Http.Response.Body.FlushAsync(call.Aborted);
        }

        await HangAsync(call);
    }
}
