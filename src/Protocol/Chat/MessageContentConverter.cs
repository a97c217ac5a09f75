using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>Content is a string or an array of parts on the wire.</summary>
internal sealed class MessageContentConverter : JsonConverter<MessageContent>
{
    public override MessageContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new MessageContent(reader.GetString()!); // a string token is not null
            case JsonTokenType.StartArray:
                return new MessageContent(ReadParts(ref reader));
            default:
                throw new JsonException("Expected a string or an array of content parts.");
        }
    }

    public override void Write(Utf8JsonWriter writer, MessageContent value, JsonSerializerOptions options)
    {
        if (value.Parts is null)
        {
            writer.WriteStringValue(value.Text);
            return;
        }

        writer.WriteStartArray();
        foreach (ContentPart part in value.Parts)
        {
            JsonSerializer.Serialize(writer, part, ProtocolJson.Default.ContentPart);
        }

        writer.WriteEndArray();
    }

    private static List<ContentPart> ReadParts(ref Utf8JsonReader reader)
    {
        var parts = new List<ContentPart>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            parts.Add(JsonSerializer.Deserialize(ref reader, ProtocolJson.Default.ContentPart)
                ?? throw new JsonException("Expected a content part, found null."));
        }

        return parts;
    }
}
