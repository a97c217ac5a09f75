using System.Collections.Immutable;
using Retrieval.Documents;

namespace Retrieval.Stores;

/// <summary>What a search engine needs to know of a document to filter and rank it, without its text.</summary>
/// <param name="Number">Names this content of this document; never used again, not even for its next version.</param>
/// <param name="Id">See <see cref="Document.Id"/>.</param>
/// <param name="Domain">See <see cref="Document.Domain"/>.</param>
/// <param name="Date">First day on which it is valid; null for always.</param>
/// <param name="EffectiveTo">Last day on which it is valid; null for no end.</param>
/// <param name="Labels">Access labels.</param>
/// <param name="Attributes">For filters.</param>
/// <param name="FirstChunk">Id of its first chunk; the others follow without a gap.</param>
/// <param name="ChunkCount">Number of its chunks.</param>
/// <param name="Length">Words of it that are indexed.</param>
/// <param name="SupersededFrom">
/// The day from which another document replaces it; <see cref="DateOnly.MinValue"/> for always, null for never.
/// </param>
public sealed record DocumentFacts(
    long Number,
    string Id,
    string Domain,
    DateOnly? Date,
    DateOnly? EffectiveTo,
    ImmutableArray<string> Labels,
    ImmutableSortedDictionary<string, AttributeValue> Attributes,
    long FirstChunk,
    int ChunkCount,
    int Length,
    DateOnly? SupersededFrom)
{
    /// <summary>Whether another document has replaced it on a day; null for now.</summary>
    public bool IsSuperseded(DateOnly? asOf) => SupersededFrom is { } from && (asOf is null || from <= asOf);
}
