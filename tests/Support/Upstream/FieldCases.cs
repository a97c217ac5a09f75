using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Support.Upstream;

/// <summary>Answers with more than one plain text in them: what a lossy gateway drops first.</summary>
internal static class FieldCases
{
    private const string Refusal = "I can't help with that.";

    public static ImmutableArray<UpstreamCase> All { get; } =
    [
        UpstreamCase.Of("refusal", "a refusal in the place of content", RefusalAsync),
        UpstreamCase.Of("n-2", "two choices, interleaved in a stream", TwoChoicesAsync),
        UpstreamCase.Of("logprobs", "log probabilities of each token", LogprobsAsync),
        UpstreamCase.Of("unknown-fields", "fields that no specification knows, on every level", UnknownFieldsAsync),
        UpstreamCase.Of("reasoning", "reasoning_content before the content", ReasoningAsync),
        UpstreamCase.Of("annotations", "url citations beside the content", AnnotationsAsync),
    ];

    private static Task RefusalAsync(UpstreamCall call) => TextCases.EitherAsync(
        call,
        () => Completion.Choice(With(Completion.Message(null), "refusal", Refusal), "stop"),
        async stream =>
        {
            foreach (string piece in TextCases.Pieces(Refusal))
            {
                await stream.ChunkAsync(Completion.Delta(new() { ["refusal"] = piece }));
            }
        });

    private static async Task TwoChoicesAsync(UpstreamCall call)
    {
        const string first = "First answer.", second = "Other answer.";
        if (!call.Stream)
        {
            await Reply.JsonAsync(call, 200, Completion.Whole(
                call,
                Completion.Choice(Completion.Message(first), "stop"),
                Completion.Choice(Completion.Message(second), "length", index: 1)));
            return;
        }

        var stream = new EventStream(call);
        await stream.ChunkAsync(Completion.Delta(Completion.RoleDelta()));
        await stream.ChunkAsync(Completion.Delta(Completion.RoleDelta(), index: 1));
        foreach ((string one, string other) in TextCases.Pieces(first).Zip(TextCases.Pieces(second)))
        {
            await stream.ChunkAsync(Completion.Delta(Completion.ContentDelta(one)));
            await stream.ChunkAsync(Completion.Delta(Completion.ContentDelta(other), index: 1));
        }

        await stream.ChunkAsync(Completion.Delta([], "length", index: 1));
        await TextCases.EndAsync(call, stream);
    }

    private static Task LogprobsAsync(UpstreamCall call) => TextCases.EitherAsync(
        call,
        () => With(Completion.Choice(Completion.Message("Yes"), "stop"), "logprobs", Logprobs()),
        stream => stream.ChunkAsync(
            With(Completion.Delta(Completion.ContentDelta("Yes")), "logprobs", Logprobs())));

    private static JsonObject Logprobs() => new()
    {
        ["content"] = new JsonArray(new JsonObject
        {
            ["token"] = "Yes",
            ["logprob"] = -0.125,
            ["bytes"] = new JsonArray(89, 101, 115),
            ["top_logprobs"] = new JsonArray(
                new JsonObject { ["token"] = "Yes", ["logprob"] = -0.125, ["bytes"] = new JsonArray(89, 101, 115) },
                new JsonObject { ["token"] = "No", ["logprob"] = -2.5, ["bytes"] = new JsonArray(78, 111) }),
        }),
        ["refusal"] = null,
    };

    private static async Task UnknownFieldsAsync(UpstreamCall call)
    {
        if (!call.Stream)
        {
            JsonObject choice = Marked(Completion.Choice(Marked(Completion.Message(TextCases.Answer)), "stop"));
            await Reply.JsonAsync(call, 200, Marked(Completion.Whole(call, choice)));
            return;
        }

        var stream = new EventStream(call);
        await stream.ChunkAsync(Completion.Delta(Completion.RoleDelta()));
        JsonObject delta = Marked(Completion.Delta(Marked(Completion.ContentDelta(TextCases.Answer))));
        await stream.DataAsync(Marked(Completion.Chunk(call, delta)));
        await TextCases.EndAsync(call, stream);
    }

    // Names in an order, and null and empty values, that only a true copy keeps.
    private static JsonObject Marked(JsonObject node) => With(node, "x_unknown", new JsonObject
    {
        ["z"] = 1,
        ["a"] = new JsonArray(1.5, null, "ü"),
        ["empty"] = new JsonObject(),
        ["nothing"] = null,
    });

    private static Task ReasoningAsync(UpstreamCall call) => TextCases.EitherAsync(
        call,
        () => Completion.Choice(With(Completion.Message(TextCases.Answer), "reasoning_content", "Think first."), "stop"),
        async stream =>
        {
            await stream.ChunkAsync(Completion.Delta(new() { ["reasoning_content"] = "Think " }));
            await stream.ChunkAsync(Completion.Delta(new() { ["reasoning_content"] = "first." }));
            await TextCases.PiecesAsync(stream);
        });

    private static Task AnnotationsAsync(UpstreamCall call) => TextCases.EitherAsync(
        call,
        () => Completion.Choice(With(Completion.Message(TextCases.Answer), "annotations", Citations()), "stop"),
        async stream =>
        {
            await TextCases.PiecesAsync(stream);
            await stream.ChunkAsync(Completion.Delta(new() { ["annotations"] = Citations() }));
        });

    private static JsonArray Citations() => new(new JsonObject
    {
        ["type"] = "url_citation",
        ["url_citation"] = new JsonObject
        {
            ["start_index"] = 0, ["end_index"] = 9, ["url"] = "https://example.org/ohm", ["title"] = "Ohm",
        },
    });

    private static JsonObject With(JsonObject node, string name, JsonNode value)
    {
        node[name] = value;
        return node;
    }
}
