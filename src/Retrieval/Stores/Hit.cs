namespace Retrieval.Stores;

/// <summary>A unit that was found.</summary>
/// <param name="Id">A document's number or a chunk's id, as the query asked.</param>
/// <param name="Score">Higher is better; comparable within one ranking only.</param>
public readonly record struct Hit(long Id, double Score);
