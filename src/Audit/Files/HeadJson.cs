using System.Text.Json.Serialization;

namespace Audit.Files;

/// <summary>The JSON form of <c>head.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true)]
[JsonSerializable(typeof(LogHead))]
internal sealed partial class HeadJson : JsonSerializerContext;
