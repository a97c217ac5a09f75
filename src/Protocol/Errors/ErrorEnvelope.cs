using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Protocol.Errors;

/// <summary>
/// The JSON that carries an <see cref="ApiError"/>: <c>{"error":{"message","type","param","code"}}</c>, all four
/// members always present, as the Error schema of OpenAI's OpenAPI document requires.
/// </summary>
/// <param name="Error">What is said inside.</param>
public sealed record ErrorEnvelope(ApiError Error)
{
    private const int MaxDepth = 64;

    /// <summary>Apostrophes and letters of all languages stay as they are: the envelope is JSON, never part of a page.</summary>
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The envelope as one line of UTF-8 without line breaks, fit for a body and for an SSE event alike.</summary>
    public byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            json.WriteString("message"u8, Error.Message);
            json.WriteString("type"u8, Error.Type);
            json.WriteString("param"u8, Error.Param);
            json.WriteString("code"u8, Error.Code);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// True when the bytes are one complete JSON object whose <c>error</c> member is an object with a string
    /// <c>message</c>: an upstream's body that clients understand and that is passed on as it is. Anything else
    /// (HTML, bare text, a cut body) is false; it never throws.
    /// </summary>
    public static bool IsEnvelope(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            return json.Read() && json.TokenType == JsonTokenType.StartObject && HasError(ref json) && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // A member name holds an escaped unpaired surrogate.
            return false;
        }
    }

    private static bool HasError(ref Utf8JsonReader json)
    {
        bool found = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isError = json.ValueTextEquals("error"u8);
            json.Read();
            found |= isError && json.TokenType == JsonTokenType.StartObject && HasMessage(ref json);
            json.Skip();
        }

        return found;
    }

    private static bool HasMessage(ref Utf8JsonReader json)
    {
        bool found = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isMessage = json.ValueTextEquals("message"u8);
            json.Read();
            found |= isMessage && json.TokenType == JsonTokenType.String;
            json.Skip();
        }

        return found;
    }
}
