namespace Experts.Memory;

/// <summary>Where a note was found: what a citation names, and what a withdrawal looks for.</summary>
/// <param name="DocumentId">The document's id in its store, or the file of a domain's owner as <c>domain/path</c>.</param>
/// <param name="ContentHash">SHA-256 of the document's bytes when the note was taken; 64 lower-case hexadecimal digits.</param>
/// <param name="Version">The version that the document states of itself; null where it states none.</param>
/// <param name="Stated">The sentence, list item or table row that says it; empty where only the owner vouches for the note.</param>
public sealed record NoteSource(string DocumentId, string ContentHash, string? Version, string Stated);
