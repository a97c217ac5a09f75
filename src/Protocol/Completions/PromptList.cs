using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Protocol.Completions;

/// <summary>
/// The <c>prompt</c> of a completion or the <c>input</c> of an embedding: a string, an array of strings, an array of token
/// ids (one item), or an array of such arrays.
/// </summary>
/// <param name="Items">The items, in the order they came.</param>
/// <param name="IsSingle">True when there was one item without an array around it; it is written back so.</param>
[JsonConverter(typeof(PromptListConverter))]
public sealed record PromptList(ImmutableArray<PromptItem> Items, bool IsSingle);
