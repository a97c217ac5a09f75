using System.Text.Json;
using Protocol.Errors;

namespace Protocol.Frames;

/// <summary>Single values of a request body, read in passing.</summary>
internal static class BodyValues
{
    /// <summary>Where the scalar that the reader stands on is.</summary>
    internal static ByteRange Range(ref Utf8JsonReader json) => new((int)json.TokenStartIndex, (int)json.BytesConsumed);

    /// <summary>True or false; null counts as false, as OpenAI has it.</summary>
    internal static ApiError? Boolean(ref Utf8JsonReader json, string param, out bool value)
    {
        value = json.TokenType == JsonTokenType.True;
        return json.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null
            ? null
            : BodyErrors.WrongType(param, "a boolean", json.TokenType);
    }

    /// <summary>Goes on to the next value and to its end.</summary>
    internal static ApiError? SkipNext(ref Utf8JsonReader json, int maxDepth)
    {
        json.Read();
        return Skip(ref json, maxDepth);
    }

    /// <summary>Goes to the end of the value that the reader stands on; an error when it nests too deep.</summary>
    internal static ApiError? Skip(ref Utf8JsonReader json, int maxDepth)
    {
        int depth = json.CurrentDepth;
        if (!IsOpening(json.TokenType))
        {
            return null;
        }

        do
        {
            // An opening bracket counts as outside of what it opens: at depth n it opens level n + 1.
            if (json.CurrentDepth >= maxDepth && IsOpening(json.TokenType))
            {
                return BodyErrors.TooDeep(maxDepth);
            }

            json.Read();
        }
        while (json.CurrentDepth > depth);
        return null;
    }

    private static bool IsOpening(JsonTokenType token) => token is JsonTokenType.StartObject or JsonTokenType.StartArray;
}
