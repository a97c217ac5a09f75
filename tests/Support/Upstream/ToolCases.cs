using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Support.Upstream;

/// <summary>Calls of tools, whole and in fragments.</summary>
internal static class ToolCases
{
    private const string WeatherArguments = "{\"city\":\"Zürich\",\"days\":2}";
    private const string TimeArguments = "{\"city\":\"Zürich\",\"days\":0}";

    public static ImmutableArray<UpstreamCase> All { get; } =
    [
        UpstreamCase.Of("tool-calls", "one tool call, its arguments in fragments",
            call => AnswerAsync(call, Call(0, "get_weather", WeatherArguments))),
        UpstreamCase.Of("parallel-tools", "two tool calls, their fragments interleaved",
            call => AnswerAsync(call, Call(0, "get_weather", WeatherArguments), Call(1, "get_time", TimeArguments))),
        UpstreamCase.Of("tool-call-in-one-chunk", "a whole tool call in one delta", InOneChunkAsync),
    ];

    /// <summary>Whether the request names the one tool that must be called.</summary>
    public static bool IsForced(UpstreamCall call) => ForcedName(call) is not null;

    /// <summary>Calls the named tool with the plainest arguments that its schema allows.</summary>
    public static Task ForcedAsync(UpstreamCall call)
    {
        string? name = ForcedName(call);
        JsonNode? function = (call.Body["tools"] as JsonArray)?
            .Select(tool => tool?["function"])
            .FirstOrDefault(function => (string?)function?["name"] == name);
        JsonNode arguments = StructuredOutput.Value(function?["parameters"]) ?? new JsonObject();
        return AnswerAsync(call, Call(0, name ?? "", Reply.Text(arguments)));
    }

    private static string? ForcedName(UpstreamCall call) =>
        (string?)(call.Body["tool_choice"] as JsonObject)?["function"]?["name"];

    private static async Task AnswerAsync(UpstreamCall call, params JsonObject[] toolCalls)
    {
        if (!call.Stream)
        {
            await Reply.JsonAsync(call, 200, Completion.Whole(call, Choice(toolCalls)));
            return;
        }

        var stream = new EventStream(call);
        await stream.ChunkAsync(Completion.Delta(new() { ["role"] = "assistant", ["content"] = null }));
        foreach (JsonObject toolCall in toolCalls)
        {
            await stream.ChunkAsync(ToolDelta(Opening(toolCall)));
        }

        foreach (JsonObject fragment in Interleaved(toolCalls))
        {
            await stream.ChunkAsync(ToolDelta(fragment));
        }

        await TextCases.EndAsync(call, stream, "tool_calls");
    }

    private static async Task InOneChunkAsync(UpstreamCall call)
    {
        JsonObject toolCall = Call(0, "get_weather", WeatherArguments);
        if (!call.Stream)
        {
            await Reply.JsonAsync(call, 200, Completion.Whole(call, Choice(toolCall)));
            return;
        }

        var stream = new EventStream(call);
        await stream.ChunkAsync(ToolDelta(toolCall));
        await TextCases.EndAsync(call, stream, "tool_calls");
    }

    private static JsonObject Choice(params JsonObject[] toolCalls)
    {
        JsonObject message = Completion.Message(null);
        message["tool_calls"] = new JsonArray([.. toolCalls.Select(WithoutIndex)]);
        return Completion.Choice(message, "tool_calls");
    }

    private static JsonObject Call(int index, string name, string arguments) => new()
    {
        ["index"] = index,
        ["id"] = $"call_{index}_{name}",
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = name, ["arguments"] = arguments },
    };

    private static JsonObject WithoutIndex(JsonObject toolCall)
    {
        var copy = (JsonObject)toolCall.DeepClone();
        copy.Remove("index");
        return copy;
    }

    private static JsonObject Opening(JsonObject toolCall)
    {
        var copy = (JsonObject)toolCall.DeepClone();
        copy["function"]!["arguments"] = "";
        return copy;
    }

    // Five signs at a time, one call after the other, until both are used up.
    private static IEnumerable<JsonObject> Interleaved(JsonObject[] toolCalls) =>
        from part in toolCalls.SelectMany(Fragments)
        orderby part.Number, part.Index
        select new JsonObject
        {
            ["index"] = part.Index,
            ["function"] = new JsonObject { ["arguments"] = part.Text },
        };

    private static IEnumerable<(int Number, int Index, string Text)> Fragments(JsonObject toolCall) =>
        ((string)toolCall["function"]!["arguments"]!)
            .Chunk(5)
            .Select((signs, number) => (number, (int)toolCall["index"]!, new string(signs)));

    private static JsonObject ToolDelta(JsonObject toolCall) =>
        Completion.Delta(new() { ["tool_calls"] = new JsonArray(toolCall) });
}
