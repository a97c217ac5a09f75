namespace Retrieval.Embeddings;

/// <summary>How far the vectors of a store are.</summary>
/// <param name="Documents">Documents that got their vectors in this run.</param>
/// <param name="Texts">Texts that were embedded for it; equal texts and those that had a vector before are not among them.</param>
/// <param name="Left">Documents still without, at most a thousand are counted.</param>
public readonly record struct EmbeddingProgress(int Documents, int Texts, int Left);
