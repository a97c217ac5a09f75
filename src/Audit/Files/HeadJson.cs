using System.Text.Json.Serialization;
using Audit.Records;

namespace Audit.Files;

/// <summary>The JSON form of <c>head.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    Converters = [typeof(AuditIdJsonConverter), typeof(Sha256JsonConverter)])]
[JsonSerializable(typeof(LogHead))]
internal sealed partial class HeadJson : JsonSerializerContext;
