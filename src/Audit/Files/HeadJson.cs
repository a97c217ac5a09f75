using System.Text.Json.Serialization;

namespace Audit.Files;

/// <summary>The JSON form of <c>head.json</c>; a name that is not ours is refused, so that no byte of it can change unnoticed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(LogHead))]
internal sealed partial class HeadJson : JsonSerializerContext;
