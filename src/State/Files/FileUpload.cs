namespace State.Files;

/// <summary>What became of an upload.</summary>
/// <param name="File">The file; null when it was refused.</param>
/// <param name="Refusal">Why it was refused.</param>
public readonly record struct FileUpload(StoredFile? File, FileRefusal Refusal);
