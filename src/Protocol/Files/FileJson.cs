using System.Text.Json.Serialization;
using Protocol.Lists;

namespace Protocol.Files;

/// <summary>How files become JSON: generated code, snake_case names, absent members left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FileObject))]
[JsonSerializable(typeof(ObjectPage<FileObject>))]
[JsonSerializable(typeof(DeletedObject))]
public sealed partial class FileJson : JsonSerializerContext;
