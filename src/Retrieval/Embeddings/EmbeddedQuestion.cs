namespace Retrieval.Embeddings;

/// <summary>A question as a direction.</summary>
/// <param name="Space">The space that the vector lies in.</param>
/// <param name="Vector">Of length 1.</param>
public sealed record EmbeddedQuestion(long Space, ReadOnlyMemory<float> Vector);
