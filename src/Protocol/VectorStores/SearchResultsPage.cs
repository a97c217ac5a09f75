using System.Text.Json.Serialization;

namespace Protocol.VectorStores;

/// <summary>What a search found (OpenAI's VectorStoreSearchResultsPage schema); always one page.</summary>
/// <param name="SearchQuery">What was searched for.</param>
/// <param name="Data">Best first.</param>
public sealed record SearchResultsPage(IReadOnlyList<string> SearchQuery, IReadOnlyList<SearchResult> Data)
{
    /// <summary>The schema's constant.</summary>
    [JsonPropertyOrder(-1)]
    public string Object => "vector_store.search_results.page";

    /// <summary>Always false.</summary>
    public bool HasMore => false;

    /// <summary>Always null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? NextPage => null;
}
