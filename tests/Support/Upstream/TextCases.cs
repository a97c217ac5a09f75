using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace Support.Upstream;

/// <summary>Answers that differ in their text, and the usual answer on which other topics build.</summary>
internal static class TextCases
{
    /// <summary>The usual answer: several scripts, a quote, a line break, and a sign outside the basic plane.</summary>
    public const string Answer = "Ohm's law: U = R · I.\n\"Größe\" heißt 电压, 電流 — done 🙂 (see §2).";

    private const int BigPieces = 2_000;

    public static ImmutableArray<UpstreamCase> All { get; } =
    [
        UpstreamCase.Of("text", "a text answer; honours tool_choice and response_format", AnswerAsync),
        UpstreamCase.Of("empty-answer", "an empty content and nothing more", call => AnswerAsync(call, "")),
        UpstreamCase.Of("big-answer", "about 110 kB in 2,000 events", call => AnswerAsync(call, BigAnswer())),
        UpstreamCase.Of("metadata-echo", "answers with the body that it received", EchoAsync),
        UpstreamCase.Of("no-ids", "neither id, object, created nor model", NoIdsAsync),
    ];

    public static Task AnswerAsync(UpstreamCall call) =>
        ToolCases.IsForced(call) ? ToolCases.ForcedAsync(call)
        : StructuredOutput.IsAskedFor(call) ? AnswerAsync(call, StructuredOutput.For(call))
        : AnswerAsync(call, Answer);

    public static Task AnswerAsync(UpstreamCall call, string text) => EitherAsync(
        call,
        () => Completion.Choice(Completion.Message(text), "stop"),
        stream => PiecesAsync(stream, text));

    /// <summary>Answers whole with one choice, or streams it: role, the given middle, finish reason, end.</summary>
    public static async Task EitherAsync(UpstreamCall call, Func<JsonObject> choice, Func<EventStream, Task> middle)
    {
        if (!call.Stream)
        {
            await Reply.JsonAsync(call, 200, Completion.Whole(call, choice()));
            return;
        }

        var stream = new EventStream(call);
        await stream.ChunkAsync(Completion.Delta(Completion.RoleDelta()));
        await middle(stream);
        await EndAsync(call, stream);
    }

    /// <summary>A stream as OpenAI sends it, on a stream that has its own idea of framing.</summary>
    public static async Task StreamAsync(UpstreamCall call, EventStream stream, string text = Answer)
    {
        await stream.ChunkAsync(Completion.Delta(Completion.RoleDelta()));
        await PiecesAsync(stream, text);
        await EndAsync(call, stream);
    }

    public static async Task PiecesAsync(EventStream stream, string text = Answer)
    {
        foreach (string piece in Pieces(text))
        {
            await stream.ChunkAsync(Completion.Delta(Completion.ContentDelta(piece)));
        }
    }

    public static async Task EndAsync(UpstreamCall call, EventStream stream, string? finish = "stop")
    {
        await stream.ChunkAsync(Completion.Delta([], finish));
        await UsageCases.SeparateIfWantedAsync(call, stream);
        await stream.DoneAsync();
    }

    /// <summary>The text cut after each space, so that the pieces join to it again.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            int space = text.IndexOf(' ', start);
            end = space < 0 ? text.Length : space + 1;
            yield return text[start..end];
        }
    }

    private static string BigAnswer() => string.Concat(
        Enumerable.Range(1, BigPieces).Select(line => $"This-is-line-{line}-of-a-long-answer-with-some-ümlauts-in-it "));

    private static Task EchoAsync(UpstreamCall call) => AnswerAsync(call, Encoding.UTF8.GetString(call.Request.Body.Span));

    private static async Task NoIdsAsync(UpstreamCall call)
    {
        if (!call.Stream)
        {
            JsonObject choice = Completion.Choice(Completion.Message(Answer), "stop");
            await Reply.JsonAsync(call, 200, WithoutIds(Completion.Whole(call, choice)));
            return;
        }

        var stream = new EventStream(call);
        await stream.DataAsync(WithoutIds(Completion.Chunk(call, Completion.Delta(Completion.ContentDelta(Answer)))));
        await stream.DataAsync(WithoutIds(Completion.Chunk(call, Completion.Delta([], "stop"))));
        await stream.DoneAsync();
    }

    private static JsonObject WithoutIds(JsonObject answer)
    {
        foreach (string name in new[] { "id", "object", "created", "model" })
        {
            answer.Remove(name);
        }

        return answer;
    }
}
