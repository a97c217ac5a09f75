namespace Retrieval.Search;

/// <summary>A document that a search found.</summary>
/// <param name="Number">Names its content; see <see cref="Stores.DocumentFacts.Number"/>.</param>
/// <param name="Id">See <see cref="Documents.Document.Id"/>.</param>
/// <param name="Score">Higher is better; comparable within one search only.</param>
public sealed record RankedDocument(long Number, string Id, double Score);
