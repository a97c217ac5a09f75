using System.Text.Json;
using Protocol.Errors;
using Protocol.Frames;

namespace Protocol.Chat;

/// <summary>Rules for the conversation of a chat request.</summary>
internal static class MessageRules
{
    internal static ApiError? Check(JsonElement messages)
    {
        if (messages.GetArrayLength() == 0)
        {
            return ApiError.InvalidRequest("Invalid 'messages': empty array. Expected at least one message.", "messages", "empty_array");
        }

        int at = 0;
        foreach (JsonElement message in messages.EnumerateArray())
        {
            string param = $"messages[{at++}]";
            if ((ValueRules.Object(param, message) ?? CheckMessage(param, message)) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckMessage(string param, JsonElement message) =>
        CheckRole(param, message)
        ?? CheckContent(param, message)
        ?? CheckText(param, message, "name")
        ?? CheckText(param, message, "tool_call_id")
        ?? CheckText(param, message, "refusal")
        ?? CheckToolCalls(param, message);

    private static ApiError? CheckRole(string param, JsonElement message)
    {
        if (!message.TryGetProperty("role", out JsonElement role))
        {
            return BodyErrors.Missing($"{param}.role");
        }

        return ValueRules.Text($"{param}.role", role) ?? CheckRole(param, role.GetString()!); // a string by the rule before
    }

    private static ApiError? CheckRole(string param, string role) => ChatRoles.IsKnown(role)
        ? null
        : ApiError.InvalidRequest(
            $"Invalid value: {ClientText.Quote(role)}. Supported roles are 'system', 'developer', 'user', 'assistant', 'tool' and 'function'.",
            $"{param}.role", "invalid_value");

    private static ApiError? CheckContent(string param, JsonElement message)
    {
        string name = $"{param}.content";
        if (!TryGet(message, "content", out JsonElement content))
        {
            // Only an assistant may have nothing to say: it calls tools or refuses.
            bool isAssistant = message.GetProperty("role").ValueEquals(ChatRoles.Assistant);
            return isAssistant ? null : BodyErrors.Missing(name);
        }

        return content.ValueKind switch
        {
            JsonValueKind.String => null,
            JsonValueKind.Array => CheckParts(name, content),
            _ => BodyErrors.WrongType(name, "a string or an array of objects", content.ValueKind),
        };
    }

    private static ApiError? CheckParts(string param, JsonElement parts)
    {
        int at = 0;
        foreach (JsonElement part in parts.EnumerateArray())
        {
            string name = $"{param}[{at++}]";
            if ((ValueRules.Object(name, part) ?? CheckPart(name, part)) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckPart(string param, JsonElement part)
    {
        if (!part.TryGetProperty("type", out JsonElement type))
        {
            return BodyErrors.Missing($"{param}.type");
        }

        if (ValueRules.Text($"{param}.type", type) is { } error)
        {
            return error;
        }

        bool needsText = type.ValueEquals(ContentPart.TextType);
        return needsText && !TryGet(part, "text", out _) ? BodyErrors.Missing($"{param}.text") : CheckText(param, part, "text");
    }

    private static ApiError? CheckToolCalls(string param, JsonElement message)
    {
        if (!TryGet(message, "tool_calls", out JsonElement calls))
        {
            return null;
        }

        string name = $"{param}.tool_calls";
        if (calls.ValueKind != JsonValueKind.Array)
        {
            return BodyErrors.WrongType(name, "an array of objects", calls.ValueKind);
        }

        int at = 0;
        foreach (JsonElement call in calls.EnumerateArray())
        {
            string callName = $"{name}[{at++}]";
            if ((ValueRules.Object(callName, call) ?? CheckCall(callName, call)) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckCall(string param, JsonElement call)
    {
        if ((CheckText(param, call, "id") ?? CheckText(param, call, "type")) is { } error)
        {
            return error;
        }

        string name = $"{param}.function";
        return !TryGet(call, "function", out JsonElement function) ? null
            : ValueRules.Object(name, function) ?? CheckText(name, function, "name") ?? CheckText(name, function, "arguments");
    }

    private static ApiError? CheckText(string param, JsonElement parent, string name) =>
        TryGet(parent, name, out JsonElement value) ? ValueRules.Text($"{param}.{name}", value) : null;

    private static bool TryGet(JsonElement parent, string name, out JsonElement value) =>
        parent.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
