using System.Text.Json.Serialization;

namespace Protocol.Models;

/// <summary>How model cards become JSON: generated code, snake_case names.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ModelList))]
[JsonSerializable(typeof(ModelCard))]
public sealed partial class ModelJson : JsonSerializerContext;
