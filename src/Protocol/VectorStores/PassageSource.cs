namespace Protocol.VectorStores;

/// <summary>Not OpenAI's: where a passage stands, so that it can be checked.</summary>
/// <param name="DocumentId">For <c>GET /v1/documents/{id}</c>.</param>
/// <param name="TitlePath">Title and headings above it.</param>
/// <param name="Page">Page, from 1; left out in formats without pages.</param>
/// <param name="Start">First character in the document's text (UTF-16).</param>
/// <param name="End">The character after the last one.</param>
/// <param name="ContentHash">SHA-256 of the file.</param>
/// <param name="Superseded">Whether a newer document replaces it.</param>
public sealed record PassageSource(string DocumentId, string TitlePath, int? Page, int Start, int End, string ContentHash, bool Superseded);
