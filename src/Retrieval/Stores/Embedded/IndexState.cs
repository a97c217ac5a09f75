using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Retrieval.Stores.Embedded;

/// <summary>What is in memory for one revision of the store. Immutable but for a cache.</summary>
/// <param name="Catalogue">The documents.</param>
/// <param name="PlainDomains">Domains whose words are indexed without stemming.</param>
/// <param name="Vectors">Vectors of the active space; null when there is none.</param>
internal sealed record IndexState(Catalogue Catalogue, FrozenSet<string> PlainDomains, VectorSet? Vectors)
{
    private const int MaxScopes = 64;

    private readonly ConcurrentDictionary<string, Scope> _scopes = new(StringComparer.Ordinal);

    public static IndexState Empty { get; } = new(new Catalogue(0, []), FrozenSet<string>.Empty, null);

    /// <summary>Number of all chunks.</summary>
    public long Chunks { get; } = Catalogue.Documents.ToArray().Sum(document => (long)document.ChunkCount);

    /// <summary>Whether a domain's words are indexed by stems.</summary>
    public bool IsStemming(string domain) => !PlainDomains.Contains(domain);

    /// <summary>What a filter lets through; remembered, but for filters of single documents.</summary>
    public Scope ScopeOf(SearchFilter filter)
    {
        var key = Scope.KeyOf(filter);
        if (!_scopes.TryGetValue(key, out var scope))
        {
            if (_scopes.Count >= MaxScopes)
            {
                _scopes.Clear();
            }

            scope = _scopes.GetOrAdd(key, _ => new Scope(this, filter with { Documents = null }));
        }

        return filter.Documents is null ? scope : scope.Only(filter.Documents);
    }
}
