using System.Text.Json;
using Protocol.Errors;
using Protocol.Frames;

namespace Protocol.Chat;

/// <summary>Types and ranges of the members of a chat request, from the CreateChatCompletionRequest schema of OpenAI's OpenAPI document.</summary>
internal static class RequestRules
{
    /// <summary>The first broken rule, or null. Null members count as missing.</summary>
    internal static ApiError? Check(JsonElement body)
    {
        foreach (JsonProperty member in body.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && CheckMember(member.Name, member.Value) is { } error)
            {
                return error;
            }
        }

        return MessageRules.Check(body.GetProperty("messages"));
    }

    private static ApiError? CheckMember(string name, JsonElement value) => name switch
    {
        "max_tokens" or "max_completion_tokens" => ValueRules.Integer(name, value, 1, int.MaxValue),
        "top_logprobs" => ValueRules.Integer(name, value, 0, 20),
        "logprobs" or "parallel_tool_calls" => ValueRules.Boolean(name, value),
        "reasoning_effort" => ValueRules.Text(name, value),
        "metadata" or "response_format" => ValueRules.Object(name, value),
        "tools" => CheckTools(name, value),
        "x_gateway" => CheckGateway(name, value),
        _ => SamplingRules.Check(name, value),
    };

    private static ApiError? CheckTools(string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return BodyErrors.WrongType(name, "an array of objects", value.ValueKind);
        }

        int at = 0;
        foreach (JsonElement tool in value.EnumerateArray())
        {
            if (ValueRules.Object($"{name}[{at++}]", tool) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckGateway(string name, JsonElement value)
    {
        if (ValueRules.Object(name, value) is { } error)
        {
            return error;
        }

        return value.TryGetProperty("include", out JsonElement include) && include.ValueKind != JsonValueKind.Null
            ? ValueRules.Boolean($"{name}.include", include)
            : null;
    }
}
