using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Protocol.Frames;

/// <summary>JSON strings as bytes.</summary>
internal static class JsonText
{
    /// <summary>Writes a JSON string with its quotation marks; escapes no more than JSON asks for.</summary>
    internal static void WriteString(string text, IBufferWriter<byte> output)
    {
        JsonEncodedText encoded = JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        output.Write("\""u8);
        output.Write(encoded.EncodedUtf8Bytes);
        output.Write("\""u8);
    }

    /// <summary>The text of a JSON string with its quotation marks; null when it is no string or no text.</summary>
    internal static string? Read(ReadOnlySpan<byte> value)
    {
        if (value.Length < 2 || value[0] != '"')
        {
            return null;
        }

        ReadOnlySpan<byte> inner = value[1..^1];
        return inner.Contains((byte)'\\') ? ReadEscaped(value) : Encoding.UTF8.GetString(inner);
    }

    /// <summary>
    /// True when valid JSON holds an escaped surrogate without its partner: JSON by the grammar, but no text (RFC 8259
    /// section 8.2). Looks at the bytes only: in valid JSON a backslash stands nowhere but in strings, and a pair is
    /// always side by side.
    /// </summary>
    internal static bool HasLoneSurrogates(ReadOnlySpan<byte> escaped)
    {
        int high = -1;
        for (int at = escaped.IndexOf((byte)'\\'); at >= 0 && at + 1 < escaped.Length; at = Next(escaped, at))
        {
            int unit = escaped[at + 1] == 'u' ? CodeUnit(escaped, at) : 0;
            bool isLow = unit is >= 0xDC00 and <= 0xDFFF;
            if (isLow != (high >= 0 && high + 6 == at))
            {
                return true;
            }

            high = unit is >= 0xD800 and <= 0xDBFF ? at : -1;
            if (high >= 0 && (high + 6 >= escaped.Length || escaped[high + 6] != '\\'))
            {
                return true;
            }
        }

        return false;
    }

    private static int Next(ReadOnlySpan<byte> escaped, int at)
    {
        int from = Math.Min(escaped.Length, at + (escaped[at + 1] == 'u' ? 6 : 2));
        int next = escaped[from..].IndexOf((byte)'\\');
        return next < 0 ? -1 : from + next;
    }

    private static int CodeUnit(ReadOnlySpan<byte> escaped, int at) =>
        at + 6 <= escaped.Length && System.Buffers.Text.Utf8Parser.TryParse(escaped.Slice(at + 2, 4), out ushort unit, out _, 'x') ? unit : 0;

    private static string? ReadEscaped(ReadOnlySpan<byte> value)
    {
        var json = new Utf8JsonReader(value);
        try
        {
            return json.Read() ? json.GetString() : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
