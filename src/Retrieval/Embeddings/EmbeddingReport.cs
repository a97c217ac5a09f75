namespace Retrieval.Embeddings;

/// <summary>What a run did.</summary>
/// <param name="Documents">Documents that got their vectors.</param>
/// <param name="Texts">Texts that were embedded for it.</param>
/// <param name="Failed">Ids of documents that the model refused, each with the reason; they are found by words alone.</param>
/// <param name="Switched">Whether searches use another space from now on.</param>
public sealed record EmbeddingReport(int Documents, int Texts, IReadOnlyDictionary<string, string> Failed, bool Switched);
