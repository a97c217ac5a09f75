namespace Protocol.VectorStores;

/// <summary>Sizes of a static chunking strategy.</summary>
/// <param name="MaxChunkSizeTokens">100 to 4,096.</param>
/// <param name="ChunkOverlapTokens">At most half of it.</param>
public sealed record StaticChunking(int MaxChunkSizeTokens, int ChunkOverlapTokens);
