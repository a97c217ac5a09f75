using System.Text.Json.Serialization;

namespace Protocol.Lists;

/// <summary>One page of a list, as OpenAI's list endpoints answer it.</summary>
/// <param name="Data">The objects of the page, in the order that was asked for.</param>
/// <param name="FirstId">Id of the first of them; null for an empty page.</param>
/// <param name="LastId">Id of the last: what a client passes as <c>after</c> to get the next page; null for an empty page.</param>
/// <param name="HasMore">Whether there is a next page.</param>
public sealed record ObjectPage<T>(
    IReadOnlyList<T> Data,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? FirstId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? LastId,
    bool HasMore)
{
    /// <summary>Always <c>list</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Object => "list";

    /// <summary>The page for at most <paramref name="limit"/> objects, from a list that was read with one more than that.</summary>
    public static ObjectPage<T> Of(IReadOnlyList<T> found, int limit, Func<T, string> id)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(id);
        IReadOnlyList<T> data = found.Count > limit ? [.. found.Take(limit)] : found;
        return new ObjectPage<T>(data, data.Count > 0 ? id(data[0]) : null, data.Count > 0 ? id(data[^1]) : null, found.Count > limit);
    }
}
