namespace Retrieval.Documents;

/// <summary>A chunk that a search found, with what a citation needs to say about it.</summary>
/// <param name="DocumentId">Id of the document; see <see cref="Document.Id"/>.</param>
/// <param name="Domain">Domain of the document.</param>
/// <param name="Title">Title of the document.</param>
/// <param name="TitlePath">Title and headings above the passage: <c>Handbook > Cover > Limits</c>.</param>
/// <param name="Date">The day the document became valid, if it names one.</param>
/// <param name="Path">The document's path below the ingested folder.</param>
/// <param name="ContentHash">SHA-256 of the document's bytes when it was ingested.</param>
/// <param name="Start">First UTF-16 character of the passage in the document's extracted text.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Text">The passage itself.</param>
/// <param name="Score">Weighted sum of what speaks for the passage, higher is better; comparable only within one search.</param>
/// <param name="Superseded">True when a newer document replaces this one; such passages come last.</param>
public sealed record Passage(
    string DocumentId,
    string Domain,
    string Title,
    string TitlePath,
    DateOnly? Date,
    string Path,
    string ContentHash,
    int Start,
    int End,
    string Text,
    double Score,
    bool Superseded = false)
{
    /// <summary>Names the chunk in its store; the next version of the document has others.</summary>
    public long ChunkId { get; init; }

    /// <summary>Number of the page that the passage stands on, from 1; null in formats without pages.</summary>
    public int? Page { get; init; }

    /// <summary>The last day on which the document is valid; null where it has no end.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>The day from which another document replaces it; the first day there is for always, null for never.</summary>
    public DateOnly? SupersededFrom { get; init; }
}
