using System.Collections.Immutable;
using State.Files;

namespace State.VectorStores;

/// <summary>A vector store: a domain of documents under the id and with the settings that OpenAI's clients know.</summary>
/// <param name="Id"><c>vs_</c> and 24 lower-case hexadecimal digits.</param>
/// <param name="Domain">The domain that holds its documents; unique.</param>
/// <param name="Name">What people call it; may be empty, and need not be unique.</param>
/// <param name="Owner">Who made it; null for a domain that was read from a folder.</param>
/// <param name="CreatedAt">When it was made, or first seen, UTC.</param>
/// <param name="LastActiveAt">When it was last searched or changed, UTC.</param>
public sealed record VectorStore(
    string Id,
    string Domain,
    string Name,
    FileOwner? Owner,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastActiveAt)
{
    /// <summary>Days after the last activity at which it expires; null for never.</summary>
    public int? ExpiresAfterDays { get; init; }

    /// <summary>What its owner noted about it.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>When it expires, UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt => ExpiresAfterDays is { } days ? LastActiveAt + TimeSpan.FromDays(days) : null;

    /// <summary>Whether its time is over.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
}
