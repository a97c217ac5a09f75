namespace Retrieval.Stores;

/// <summary>A direction to look in.</summary>
/// <param name="Space">The space that the vector lies in; see <see cref="EmbeddingSpace.Id"/>.</param>
/// <param name="Vector">The embedded question, of length 1.</param>
/// <param name="Unit">What is ranked. A document's score is the mean of its own vector's cosine and of its best chunk's.</param>
public sealed record DenseQuery(long Space, ReadOnlyMemory<float> Vector, RetrievalUnit Unit);
