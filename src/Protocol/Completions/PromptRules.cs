using System.Text.Json;
using Protocol.Errors;
using Protocol.Frames;

namespace Protocol.Completions;

/// <summary>Rules for a <see cref="PromptList"/> on the wire.</summary>
internal static class PromptRules
{
    /// <summary>Items of one request; OpenAI's limit for embeddings.</summary>
    internal const int MostItems = 2048;

    private const string Expected = "a string, an array of strings, an array of token ids, or an array of such arrays";

    internal static ApiError? Check(string param, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => null,
        JsonValueKind.Array => CheckArray(param, value),
        _ => BodyErrors.WrongType(param, Expected, value.ValueKind),
    };

    private static ApiError? CheckArray(string param, JsonElement array)
    {
        int length = array.GetArrayLength();
        if (length == 0)
        {
            return ApiError.InvalidRequest($"Invalid '{param}': empty array. Expected {Expected}.", param, "empty_array");
        }

        JsonValueKind kind = array[0].ValueKind;
        if (kind == JsonValueKind.Number)
        {
            return CheckIds(param, array);
        }

        return length > MostItems
            ? ApiError.InvalidRequest($"Invalid '{param}': array too long. Expected at most {MostItems} items, but got {length}.", param, "array_above_max_length")
            : CheckItems(param, array, kind);
    }

    private static ApiError? CheckItems(string param, JsonElement array, JsonValueKind kind)
    {
        int at = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            string name = $"{param}[{at++}]";
            bool isRight = item.ValueKind == kind && kind is JsonValueKind.String or JsonValueKind.Array;
            if ((isRight ? kind == JsonValueKind.Array ? CheckIds(name, item) : null : BodyErrors.WrongType(name, "a string or an array of token ids, as its neighbours", item.ValueKind)) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckIds(string param, JsonElement ids)
    {
        int at = 0;
        foreach (JsonElement id in ids.EnumerateArray())
        {
            if (id.ValueKind != JsonValueKind.Number || !id.TryGetInt32(out int value) || value < 0)
            {
                return BodyErrors.WrongType($"{param}[{at}]", "a token id", id.ValueKind);
            }

            at++;
        }

        return at > 0 ? null : ApiError.InvalidRequest($"Invalid '{param}': empty array. Expected at least one token id.", param, "empty_array");
    }
}
