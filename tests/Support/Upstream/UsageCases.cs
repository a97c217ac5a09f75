using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Support.Upstream;

/// <summary>The usual answer with token counts in all the places where servers put them.</summary>
internal static class UsageCases
{
    public static ImmutableArray<UpstreamCase> All { get; } =
    [
        UpstreamCase.Of("usage-separate", "usage on a chunk of its own, null on the others", SeparateAsync),
        UpstreamCase.Of("usage-last-choice", "usage on the chunk with the finish reason", LastChoiceAsync),
        UpstreamCase.Of("usage-every-chunk", "running counts on every chunk", EveryChunkAsync),
        UpstreamCase.Of("usage-unasked", "usage on the last chunk whether asked for or not", UnaskedAsync),
        UpstreamCase.Of("no-usage", "no usage even if asked for", NoUsageAsync),
    ];

    public static Task SeparateIfWantedAsync(UpstreamCall call, EventStream stream) =>
        call.WantsUsage ? stream.DataAsync(With(Completion.Chunk(call), Completion.Usage())) : Task.CompletedTask;

    private static Task SeparateAsync(UpstreamCall call) => call.Stream
        ? StreamAsync(call, chunk => call.WantsUsage ? With(chunk, null) : chunk, last => last, async stream =>
            await SeparateIfWantedAsync(call, stream))
        : TextCases.AnswerAsync(call);

    private static Task LastChoiceAsync(UpstreamCall call) => call.Stream
        ? StreamAsync(call, chunk => chunk, last => call.WantsUsage ? With(last, Completion.Usage()) : last)
        : TextCases.AnswerAsync(call);

    private static Task EveryChunkAsync(UpstreamCall call)
    {
        JsonObject Counted(JsonObject chunk) => call.WantsUsage ? With(chunk, Completion.Usage()) : chunk;
        return call.Stream ? StreamAsync(call, Counted, Counted) : TextCases.AnswerAsync(call);
    }

    private static Task UnaskedAsync(UpstreamCall call) => call.Stream
        ? StreamAsync(call, chunk => chunk, last => With(last, Completion.Usage()))
        : TextCases.AnswerAsync(call);

    private static async Task NoUsageAsync(UpstreamCall call)
    {
        if (call.Stream)
        {
            await StreamAsync(call, chunk => chunk, last => last);
            return;
        }

        JsonObject answer = Completion.Whole(call, Completion.Choice(Completion.Message(TextCases.Answer), "stop"));
        answer.Remove("usage");
        await Reply.JsonAsync(call, 200, answer);
    }

    private static async Task StreamAsync(
        UpstreamCall call,
        Func<JsonObject, JsonObject> each,
        Func<JsonObject, JsonObject> last,
        Func<EventStream, Task>? after = null)
    {
        var stream = new EventStream(call);
        foreach (string piece in TextCases.Pieces(TextCases.Answer))
        {
            await stream.DataAsync(each(Completion.Chunk(call, Completion.Delta(Completion.ContentDelta(piece)))));
        }

        await stream.DataAsync(last(Completion.Chunk(call, Completion.Delta([], "stop"))));
        await (after?.Invoke(stream) ?? Task.CompletedTask);
        await stream.DoneAsync();
    }

    private static JsonObject With(JsonObject chunk, JsonObject? usage)
    {
        chunk["usage"] = usage;
        return chunk;
    }
}
