using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Audit.Records;

/// <summary>The JSON form of an entry: snake_case, nulls left out, one line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(AuditIdJsonConverter), typeof(Sha256JsonConverter)])]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class EntryJson : JsonSerializerContext
{
    /// <summary>Only what JSON itself requires is escaped: entries are files, never pasted into a page.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
}
