namespace Protocol.Embeddings;

/// <summary>Tokens of an embedding request.</summary>
/// <param name="PromptTokens">Tokens read.</param>
/// <param name="TotalTokens">The same: nothing is written.</param>
public sealed record EmbeddingUsage(long PromptTokens, long TotalTokens);
