using System.Text.Json.Serialization;

namespace Protocol.Embeddings;

/// <summary>How embedding types become JSON, as <see cref="Chat.ProtocolJson"/> does it for chat.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = Chat.ProtocolJson.MaxDepth)]
[JsonSerializable(typeof(EmbeddingRequest))]
[JsonSerializable(typeof(EmbeddingList))]
public sealed partial class EmbeddingJson : JsonSerializerContext;
