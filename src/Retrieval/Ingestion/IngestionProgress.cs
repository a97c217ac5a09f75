namespace Retrieval.Ingestion;

/// <summary>How far an ingestion is.</summary>
/// <param name="Done">Files handled.</param>
/// <param name="Total">Files found.</param>
/// <param name="Path">The file handled last, below the folder.</param>
/// <param name="Elapsed">Time since the start.</param>
public readonly record struct IngestionProgress(int Done, int Total, string Path, TimeSpan Elapsed);
