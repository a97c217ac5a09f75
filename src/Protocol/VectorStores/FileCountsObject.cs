namespace Protocol.VectorStores;

/// <summary>How many files of a store or batch are how far.</summary>
/// <param name="InProgress">Waiting, or being read.</param>
/// <param name="Completed">Can be found.</param>
/// <param name="Failed">Could not be read.</param>
/// <param name="Cancelled">Cancelled before they were read.</param>
/// <param name="Total">All of them.</param>
public sealed record FileCountsObject(int InProgress, int Completed, int Failed, int Cancelled, int Total);
