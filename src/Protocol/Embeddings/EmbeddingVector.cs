using System.Text.Json.Serialization;

namespace Protocol.Embeddings;

/// <summary>The numbers of a vector.</summary>
/// <param name="Values">The numbers.</param>
/// <param name="IsBase64">True to be written as base64 of little-endian float32, as the official clients ask for it; false as an array.</param>
[JsonConverter(typeof(EmbeddingVectorConverter))]
public sealed record EmbeddingVector(ReadOnlyMemory<float> Values, bool IsBase64);
