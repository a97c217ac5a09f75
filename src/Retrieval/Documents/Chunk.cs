namespace Retrieval.Documents;

/// <summary>A contiguous piece of one document's extracted text, small enough to quote.</summary>
/// <param name="TitlePath">Title and headings above the piece, joined by <c>" > "</c>.</param>
/// <param name="Start">First UTF-16 character of the piece in the extracted text.</param>
/// <param name="End">The character after the last one; <c>text[Start..End]</c> equals <paramref name="Text"/>.</param>
/// <param name="Text">The piece itself.</param>
/// <param name="Page">Number of the page that it stands on, from 1; null in formats without pages.</param>
public sealed record Chunk(string TitlePath, int Start, int End, string Text, int? Page = null);
