using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Retrieval.Documents;

namespace Retrieval.Stores;

/// <summary>Labels and attributes as columns: JSON, null where there are none.</summary>
internal static class AttributeJson
{
    public static string? ToColumn(ImmutableArray<string> labels) => labels.IsDefaultOrEmpty ? null : JsonSerializer.Serialize(labels.AsEnumerable());

    public static string? ToColumn(ImmutableSortedDictionary<string, AttributeValue> attributes) => attributes.IsEmpty
        ? null
        : new JsonObject(attributes.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value)))).ToJsonString();

    public static ImmutableArray<string> Labels(string? column) =>
        column is null ? [] : [.. JsonSerializer.Deserialize<string[]>(column) ?? []];

    public static ImmutableSortedDictionary<string, AttributeValue> Attributes(string? column)
    {
        if (column is null)
        {
            return ImmutableSortedDictionary<string, AttributeValue>.Empty;
        }

        using var json = JsonDocument.Parse(column);
        return json.RootElement.EnumerateObject().ToImmutableSortedDictionary(pair => pair.Name, pair => Value(pair.Value), StringComparer.Ordinal);
    }

    private static JsonNode? Node(AttributeValue value) =>
        value.Text is { } text ? JsonValue.Create(text) : value.Number is { } number ? JsonValue.Create(number) : JsonValue.Create(value.Flag ?? false);

    private static AttributeValue Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => AttributeValue.Of(value.GetString()!),
        JsonValueKind.Number => AttributeValue.Of(value.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => AttributeValue.Of(value.GetBoolean()),
        _ => throw new InvalidDataException($"expected an attribute that is a text, a number or a truth value, found {value.ValueKind}; the store is damaged."),
    };
}
