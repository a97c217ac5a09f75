using System.Collections.Immutable;
using System.Text.Json;
using Retrieval.Documents;

namespace Gateway.Library;

/// <summary>Attributes of a vector store's file, between the JSON of clients and the values that searches filter by.</summary>
internal static class StoreAttributes
{
    /// <summary>Attributes that state a day.</summary>
    private static readonly string[] Days = ["effective_from", "effective_to"];

    /// <summary>Reads an object that was checked when it came.</summary>
    public static ImmutableSortedDictionary<string, AttributeValue> Read(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return Read(parsed.RootElement);
    }

    /// <summary>Reads an object that was checked when it came.</summary>
    public static ImmutableSortedDictionary<string, AttributeValue> Read(JsonElement attributes) => attributes.EnumerateObject()
        .ToImmutableSortedDictionary(member => member.Name, member => Value(member.Value), StringComparer.Ordinal);

    /// <summary>The object for a client.</summary>
    public static JsonElement Json(ImmutableSortedDictionary<string, AttributeValue> attributes) => JsonSerializer.SerializeToElement(
        attributes.ToDictionary(pair => pair.Key, pair => (object?)pair.Value.Text ?? (object?)pair.Value.Number ?? pair.Value.Flag));

    /// <summary>The first attribute that should state a day and does not; null when there is none.</summary>
    public static string? WrongDay(ImmutableSortedDictionary<string, AttributeValue> attributes) =>
        Days.FirstOrDefault(name => attributes.TryGetValue(name, out var value) && !DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", out _));

    private static AttributeValue Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => AttributeValue.Of(value.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => AttributeValue.Of(value.GetBoolean()),
        _ => AttributeValue.Of(value.GetString() ?? ""),
    };
}
