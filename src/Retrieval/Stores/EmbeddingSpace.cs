namespace Retrieval.Stores;

/// <summary>The vectors of one embedding model. While a new space is filled, the active one goes on answering.</summary>
/// <param name="Id">Never used again.</param>
/// <param name="Model">Name and version of the model, as the embeddings' source names itself.</param>
/// <param name="Dimensions">Numbers of a vector.</param>
/// <param name="IsActive">Whether searches use it; at most one does.</param>
public sealed record EmbeddingSpace(long Id, string Model, int Dimensions, bool IsActive);
