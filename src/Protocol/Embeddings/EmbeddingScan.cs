using System.Text.Json;

namespace Protocol.Embeddings;

/// <summary>Tells an embedding answer that is passed on from something else.</summary>
public static class EmbeddingScan
{
    /// <summary>True when the bytes are one complete JSON object with an array <c>data</c>. Never throws for what the bytes hold.</summary>
    public static bool IsAnswer(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        try
        {
            bool found = false;
            json.Read();
            while (json.TokenType != JsonTokenType.None && json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool isData = json.ValueTextEquals("data"u8);
                json.Read();
                found |= isData && json.TokenType == JsonTokenType.StartArray;
                json.Skip();
            }

            return found && !json.Read();
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
}
