using System.Text.Json;
using Protocol.Chat;
using Protocol.Errors;

namespace Protocol.Completions;

/// <summary>Types and ranges of the members of a completion request, from the CreateCompletionRequest schema of OpenAI's OpenAPI document.</summary>
internal static class CompletionRules
{
    /// <summary>The first broken rule, or null. Null members count as missing.</summary>
    internal static ApiError? Check(JsonElement body)
    {
        foreach (JsonProperty member in body.EnumerateObject())
        {
            bool isGiven = member.Value.ValueKind != JsonValueKind.Null || member.NameEquals("prompt"u8);
            if (isGiven && CheckMember(member.Name, member.Value) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckMember(string name, JsonElement value) => name switch
    {
        "prompt" => PromptRules.Check(name, value),
        "best_of" => ValueRules.Integer(name, value, 1, 20),
        "logprobs" => ValueRules.Integer(name, value, 0, 5),
        "max_tokens" => ValueRules.Integer(name, value, 0, int.MaxValue),
        "echo" => ValueRules.Boolean(name, value),
        "suffix" => ValueRules.Text(name, value),
        _ => SamplingRules.Check(name, value),
    };
}
