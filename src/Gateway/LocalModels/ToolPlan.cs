using System.Collections.Immutable;
using System.Text.Json;
using Experts.Serving;
using Protocol.Chat;
using Protocol.Errors;

namespace Gateway.LocalModels;

/// <summary>What a chat request says about tools, for models whose template takes them.</summary>
internal static class ToolPlan
{
    private const int MostTools = 128;

    /// <summary>The tools that the model may call; null for none.</summary>
    /// <exception cref="RefusalException">The model calls no tools, or the request asks for what cannot be promised.</exception>
    public static OfferedTools? Of(ChatRequest request, Expert expert)
    {
        if (request.Tools is not { Count: > 0 } tools)
            return null;
        if (!expert.CanCallTools)
            throw Unsupported("tools", "this model's chat template takes no tools, or its calls are of an unknown form");
        if (tools.Count > MostTools)
            throw new RefusalException(ApiError.InvalidRequest($"Invalid 'tools': expected at most {MostTools}, but got {tools.Count}.", "tools", "invalid_value"));
        if (request.ToolChoice is { ValueKind: JsonValueKind.String } choice && choice.GetString() == "none")
            return null;
        if (request.ToolChoice is { } forced && !(forced.ValueKind == JsonValueKind.Null || forced.ValueKind == JsonValueKind.String && forced.GetString() == "auto"))
            throw Unsupported("tool_choice", "local models choose themselves whether they call a tool; expected 'auto' or 'none'");
        return new OfferedTools([.. tools], [.. tools.Select(NameOf)], request.ParallelToolCalls is false ? 1 : int.MaxValue);
    }

    /// <summary>A message with the calls that the assistant made in it.</summary>
    /// <exception cref="RefusalException">The arguments of a call are no JSON object.</exception>
    public static ImmutableArray<CalledTool> CallsOf(ChatMessage message, int at)
    {
        var calls = ImmutableArray.CreateBuilder<CalledTool>();
        foreach (var call in message.ToolCalls ?? [])
            calls.Add(new CalledTool(call.Function?.Name ?? "", Arguments(call.Function?.Arguments, $"messages[{at}].tool_calls[{calls.Count}].function.arguments")));
        return calls.ToImmutable();
    }

    private static JsonElement Arguments(string? text, string at)
    {
        try
        {
            var arguments = JsonElement.Parse(string.IsNullOrWhiteSpace(text) ? "{}" : text);
            if (arguments.ValueKind == JsonValueKind.Object)
                return arguments;
        }
        catch (JsonException)
        {
            // Told below: the client sent back what a model had got wrong.
        }
        throw new RefusalException(ApiError.InvalidRequest($"Invalid '{at}': expected a JSON object as text.", at, "invalid_value"));
    }

    private static string NameOf(JsonElement tool, int at) =>
        tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object
        && function.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()! // a string has its text
            : throw new RefusalException(ApiError.InvalidRequest($"Invalid 'tools[{at}]': expected a 'function' with a 'name'.", $"tools[{at}]", "invalid_value"));

    private static RefusalException Unsupported(string member, string why) => new(ApiError.InvalidRequest($"'{member}' is not supported here: {why}.", member, "unsupported_parameter"));
}
