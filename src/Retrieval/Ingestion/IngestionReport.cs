namespace Retrieval.Ingestion;

/// <summary>What an ingestion did; the four counts are documents.</summary>
/// <param name="Added">New documents.</param>
/// <param name="Updated">Documents whose content changed.</param>
/// <param name="Unchanged">Documents that were already there with the same content.</param>
/// <param name="Removed">Documents whose file is gone or can no longer be read.</param>
/// <param name="Failed">Files that could not be ingested, each with what to do about it.</param>
public sealed record IngestionReport(
    int Added,
    int Updated,
    int Unchanged,
    int Removed,
    IReadOnlyList<FailedFile> Failed);
