using System.Text.Json;
using Protocol.Errors;

namespace Protocol.Frames;

/// <summary>
/// A member whose value is null or an object of which the gateway reads one boolean: <c>stream_options</c> with
/// <c>include_usage</c>, <c>x_gateway</c> with <c>include</c>.
/// </summary>
/// <param name="Range">The whole value.</param>
/// <param name="IsNull">The value is null.</param>
/// <param name="IsEmpty">The value is an object without members.</param>
/// <param name="Switch">Where the boolean is; empty when it is not there.</param>
/// <param name="IsOn">The boolean is true.</param>
internal readonly record struct SwitchObject(ByteRange Range, bool IsNull, bool IsEmpty, ByteRange Switch, bool IsOn)
{
    /// <summary>Reads the value that the reader stands on, and leaves the reader at its end.</summary>
    /// <param name="json">Where to read.</param>
    /// <param name="path">Path of the boolean, such as <c>stream_options.include_usage</c>.</param>
    /// <param name="name">The last part of it.</param>
    /// <param name="maxDepth">Deepest nesting.</param>
    /// <param name="value">What was found.</param>
    internal static ApiError? Read(ref Utf8JsonReader json, string path, ReadOnlySpan<byte> name, int maxDepth, out SwitchObject value)
    {
        int start = (int)json.TokenStartIndex;
        value = new SwitchObject { IsNull = json.TokenType == JsonTokenType.Null, IsEmpty = true };
        if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
        {
            return BodyErrors.WrongType(path[..path.IndexOf('.', StringComparison.Ordinal)], "an object", json.TokenType);
        }

        ApiError? error = null;
        while (!value.IsNull && error is null && json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            error = json.ValueTextEquals(name) ? ReadSwitch(ref json, path, ref value) : BodyValues.SkipNext(ref json, maxDepth);
            value = value with { IsEmpty = false };
        }

        value = value with { Range = new ByteRange(start, (int)json.BytesConsumed) };
        return error;
    }

    private static ApiError? ReadSwitch(ref Utf8JsonReader json, string path, ref SwitchObject value)
    {
        if (!value.Switch.IsEmpty)
        {
            return BodyErrors.Twice(path);
        }

        json.Read();
        ApiError? error = BodyValues.Boolean(ref json, path, out bool isOn);
        value = value with { Switch = BodyValues.Range(ref json), IsOn = isOn };
        return error;
    }
}
