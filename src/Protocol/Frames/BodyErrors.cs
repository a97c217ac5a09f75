using System.Globalization;
using System.Text.Json;
using Protocol.Errors;

namespace Protocol.Frames;

/// <summary>What a client is told about a body that is no acceptable JSON; the words and codes are those of OpenAI's own endpoint where it has them.</summary>
internal static class BodyErrors
{
    internal static ApiError NotUtf8() =>
        ApiError.InvalidRequest("The request body is not valid UTF-8. Send JSON as UTF-8 without a byte order mark.", null);

    internal static ApiError NotJson(JsonException fault) => ApiError.InvalidRequest(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The request body is not valid JSON: parsing stopped at line {(fault.LineNumber ?? 0) + 1}, byte {(fault.BytePositionInLine ?? 0) + 1}. Send one JSON object and nothing after it."),
        null);

    internal static ApiError LoneSurrogate() => ApiError.InvalidRequest(
        "The request body has a string with an escaped surrogate (\\ud800 to \\udfff) that has no partner; that is no text. Leave it out.", null);

    internal static ApiError NotAnObject(JsonTokenType found) =>
        ApiError.InvalidRequest($"Invalid type for the request body: expected an object, but got {Article(found)} instead.", null, "invalid_type");

    internal static ApiError TooDeep(int limit) => ApiError.InvalidRequest(
        string.Create(CultureInfo.InvariantCulture, $"The request body nests objects and arrays deeper than {limit} levels, the limit of this server."), null);

    internal static ApiError Missing(string param) =>
        ApiError.InvalidRequest($"Missing required parameter: '{param}'.", param, "missing_required_parameter");

    internal static ApiError WrongType(string param, string expected, JsonTokenType found) =>
        ApiError.InvalidRequest($"Invalid type for '{param}': expected {expected}, but got {Article(found)} instead.", param, "invalid_type");

    internal static ApiError WrongType(string param, string expected, JsonValueKind found) => WrongType(param, expected, found switch
    {
        JsonValueKind.Object => JsonTokenType.StartObject,
        JsonValueKind.Array => JsonTokenType.StartArray,
        JsonValueKind.String => JsonTokenType.String,
        JsonValueKind.Number => JsonTokenType.Number,
        JsonValueKind.True or JsonValueKind.False => JsonTokenType.True,
        JsonValueKind.Null => JsonTokenType.Null,
        _ => JsonTokenType.None,
    });

    internal static ApiError Twice(string param) => ApiError.InvalidRequest(
        $"'{param}' appears twice. This server and the model server might each heed another one; send it once.", param, "duplicate_parameter");

    private static string Article(JsonTokenType found) => found switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "something else",
    };
}
