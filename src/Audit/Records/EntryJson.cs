using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Audit.Records;

/// <summary>
/// The JSON form of an entry: snake_case, nulls left out, one line. Converters sit on their types, not here: a list of
/// converters in the options would switch off the generated writing code.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
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
