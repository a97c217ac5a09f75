using Retrieval.Stores;

namespace Retrieval.Search;

/// <summary>What to look for, and where.</summary>
/// <param name="Text">The question in the user's words; every operator of the query language in it is inert.</param>
/// <param name="Domains">The only domains that passages may come from; empty finds nothing.</param>
/// <param name="Limit">Most passages to return, 1 to 200.</param>
/// <param name="AsOf">
/// Search as the documents stood on that day: later ones are left out and replace nothing. Null: as they stand now.
/// </param>
public sealed record SearchQuery(string Text, IReadOnlyList<string> Domains, int Limit, DateOnly? AsOf)
{
    /// <summary>Access labels that the caller holds; null sees documents whatever their labels. See <see cref="SearchFilter.Labels"/>.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>What the documents' attributes must be like; null for any.</summary>
    public AttributeFilter? Attributes { get; init; }

    internal SearchFilter Filter => new(Domains) { Labels = Labels, Attributes = Attributes, AsOf = AsOf };
}
