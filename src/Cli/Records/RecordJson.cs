using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Audit.Merkle;
using Audit.Reading;
using Audit.Records;

namespace Cli.Records;

/// <summary>A record as one JSON object, with the names that the log's entries use.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true,
    Converters = [typeof(TextConverter<AuditId>), typeof(TextConverter<Sha256Digest>), typeof(ContentConverter)])]
[JsonSerializable(typeof(AuditRecord))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    /// <summary>The object and a line break. Characters outside ASCII are escaped, so it is safe on a terminal.</summary>
    public static string Write(AuditRecord record) =>
        JsonSerializer.Serialize(record, Default.AuditRecord) + Environment.NewLine;

    /// <summary>Writes a value as the text it prints as.</summary>
    internal sealed class TextConverter<T> : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Records are written here, never read.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    /// <summary>Writes content as text when it is UTF-8, else in base64.</summary>
    internal sealed class ContentConverter : JsonConverter<StoredContent>
    {
        private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        public override StoredContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Records are written here, never read.");

        public override void Write(Utf8JsonWriter writer, StoredContent value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("matches_hash", value.MatchesHash);
            try
            {
                writer.WriteString("text", Strict.GetString(value.Bytes.Span));
            }
            catch (DecoderFallbackException)
            {
                writer.WriteBase64String("base64", value.Bytes.Span);
            }

            writer.WriteEndObject();
        }
    }
}
