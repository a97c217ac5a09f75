namespace Retrieval.Stores;

/// <summary>What an engine holds.</summary>
/// <param name="Documents">Documents that can be found by words.</param>
/// <param name="Chunks">Their chunks.</param>
/// <param name="Vectors">Vectors of the active space: one a chunk and one a document.</param>
public readonly record struct IndexCounts(long Documents, long Chunks, long Vectors);
