using System.Globalization;
using System.Text.Json;
using Protocol.Errors;
using Protocol.Frames;

namespace Protocol.Chat;

/// <summary>Rules for single values; each gives the error for the member called <c>param</c>, or null.</summary>
internal static class ValueRules
{
    internal static ApiError? Text(string param, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? null : BodyErrors.WrongType(param, "a string", value.ValueKind);

    internal static ApiError? Object(string param, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? null : BodyErrors.WrongType(param, "an object", value.ValueKind);

    internal static ApiError? Boolean(string param, JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : BodyErrors.WrongType(param, "a boolean", value.ValueKind);

    internal static ApiError? Integer(string param, JsonElement value, long min, long max)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long number))
        {
            return BodyErrors.WrongType(param, "an integer", value.ValueKind);
        }

        return number < min ? OutOfRange(param, "integer_below_min_value", $">= {min}", number)
            : number > max ? OutOfRange(param, "integer_above_max_value", $"<= {max}", number)
            : null;
    }

    internal static ApiError? Number(string param, JsonElement value, double min, double max)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            return BodyErrors.WrongType(param, "a number", value.ValueKind);
        }

        double number = value.GetDouble();
        return number < min ? OutOfRange(param, "decimal_below_min_value", $">= {min}", number)
            : number > max ? OutOfRange(param, "decimal_above_max_value", $"<= {max}", number)
            : null;
    }

    private static ApiError OutOfRange(string param, string code, string expected, IFormattable found) => ApiError.InvalidRequest(
        $"Invalid '{param}': expected a value {expected}, but got {found.ToString(null, CultureInfo.InvariantCulture)} instead.", param, code);
}
