using System.Text.Json;
using Protocol.Errors;
using Protocol.Frames;

namespace Protocol.Chat;

/// <summary>Types and ranges of the members that chat and legacy completions have in common.</summary>
internal static class SamplingRules
{
    private const int MaxStops = 4;

    /// <summary>The rule that the member breaks, or null; null also for members that it does not know.</summary>
    internal static ApiError? Check(string name, JsonElement value) => name switch
    {
        "n" => ValueRules.Integer(name, value, 1, 128),
        "seed" => ValueRules.Integer(name, value, long.MinValue, long.MaxValue),
        "temperature" => ValueRules.Number(name, value, 0, 2),
        "top_p" => ValueRules.Number(name, value, 0, 1),
        "frequency_penalty" or "presence_penalty" => ValueRules.Number(name, value, -2, 2),
        "logit_bias" => ValueRules.Object(name, value),
        "user" => ValueRules.Text(name, value),
        "stop" => CheckStop(name, value),
        _ => null,
    };

    private static ApiError? CheckStop(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return BodyErrors.WrongType(name, "a string or an array of strings", value.ValueKind);
        }

        if (value.GetArrayLength() > MaxStops)
        {
            return ApiError.InvalidRequest(
                $"Invalid '{name}': array too long. Expected at most {MaxStops} texts, but got {value.GetArrayLength()}.", name, "array_above_max_length");
        }

        int at = 0;
        foreach (JsonElement text in value.EnumerateArray())
        {
            if (ValueRules.Text($"{name}[{at++}]", text) is { } error)
            {
                return error;
            }
        }

        return null;
    }
}
