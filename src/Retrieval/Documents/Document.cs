using System.Collections.Immutable;

namespace Retrieval.Documents;

/// <summary>A document as the store knows it: where it came from and which version of it is held.</summary>
/// <param name="Id">The domain, a slash, and <paramref name="Path"/>: unique in a store and stable when the content changes.</param>
/// <param name="Domain">The subject area that the document was ingested for; access is granted by domain.</param>
/// <param name="Title">From the front matter, the HTML title, the first heading or the file name, in that order.</param>
/// <param name="Path">Path below the ingested folder, with forward slashes.</param>
/// <param name="MediaType"><c>text/markdown</c>, <c>text/html</c> or <c>text/plain</c>.</param>
/// <param name="Date">The day the content became valid; null where the document names none.</param>
/// <param name="Version">The version that the document states of itself; null where it states none.</param>
/// <param name="Supersedes">What the document says it replaces (an id, path or title); null where it says nothing.</param>
/// <param name="ContentHash">SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</param>
public sealed record Document(
    string Id,
    string Domain,
    string Title,
    string Path,
    string MediaType,
    DateOnly? Date,
    string? Version,
    string? Supersedes,
    string ContentHash)
{
    /// <summary>What the document says about its use for training.</summary>
    public DocumentRights Rights { get; init; } = DocumentRights.Unstated;

    /// <summary>The last day on which the content is valid; null where it has no end.</summary>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>
    /// Access labels: only callers who hold one of them find the document. Empty: all who may use the domain.
    /// </summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>What whoever put the document here noted about it, for filters.</summary>
    public ImmutableSortedDictionary<string, AttributeValue> Attributes { get; init; } = ImmutableSortedDictionary<string, AttributeValue>.Empty;
}
