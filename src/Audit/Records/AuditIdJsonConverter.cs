using System.Text.Json;
using System.Text.Json.Serialization;

namespace Audit.Records;

/// <summary>Writes an id in its text form without a string in between.</summary>
internal sealed class AuditIdJsonConverter : JsonConverter<AuditId>
{
    public override AuditId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => AuditId.TryParse(reader.GetString(), out AuditId id)
            ? id
            : throw new JsonException("Expected an audit id: aud_ and 32 lower-case hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, AuditId value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[AuditId.TextLength];
        value.WriteText(text);
        writer.WriteStringValue(text);
    }
}
