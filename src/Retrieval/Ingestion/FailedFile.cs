namespace Retrieval.Ingestion;

/// <summary>A file that could not be ingested.</summary>
/// <param name="Path">Path below the ingested folder.</param>
/// <param name="Reason">What was expected and what was found.</param>
public sealed record FailedFile(string Path, string Reason);
