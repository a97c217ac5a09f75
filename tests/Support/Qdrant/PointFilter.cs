using System.Text.Json;

namespace Support.Qdrant;

/// <summary>Qdrant's filters over payloads, as its documentation defines them.</summary>
internal static class PointFilter
{
    public static bool Accepts(JsonElement filter, JsonElement payload, ICollection<string> vectors) =>
        Clauses(filter, "must").All(one => Holds(one, payload, vectors))
        && !Clauses(filter, "must_not").Any(one => Holds(one, payload, vectors))
        && (Clauses(filter, "should") is var should && (!should.Any() || should.Any(one => Holds(one, payload, vectors))));

    private static IEnumerable<JsonElement> Clauses(JsonElement filter, string name) =>
        !filter.TryGetProperty(name, out var clauses) ? [] : clauses.ValueKind == JsonValueKind.Array ? clauses.EnumerateArray() : [clauses];

    private static bool Holds(JsonElement condition, JsonElement payload, ICollection<string> vectors)
    {
        if (condition.TryGetProperty("has_vector", out var vector))
        {
            return vectors.Contains(vector.GetString()!);
        }

        if (condition.TryGetProperty("nested", out var nested))
        {
            return payload.TryGetProperty(nested.GetProperty("key").GetString()!, out var items) && items.ValueKind == JsonValueKind.Array
                && items.EnumerateArray().Any(item => Accepts(nested.GetProperty("filter"), item, vectors));
        }

        return condition.TryGetProperty("key", out var key) ? Values(payload, key.GetString()!).Any(value => Meets(condition, value)) : Accepts(condition, payload, vectors);
    }

    private static IEnumerable<JsonElement> Values(JsonElement payload, string key) =>
        !payload.TryGetProperty(key, out var value) ? [] : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static bool Meets(JsonElement condition, JsonElement value)
    {
        if (condition.TryGetProperty("match", out var match))
        {
            return match.TryGetProperty("value", out var one) ? JsonElement.DeepEquals(one, value) : match.GetProperty("any").EnumerateArray().Any(any => JsonElement.DeepEquals(any, value));
        }

        return value.ValueKind == JsonValueKind.Number && condition.GetProperty("range").EnumerateObject().All(bound => bound.Name switch
        {
            "gt" => value.GetDouble() > bound.Value.GetDouble(),
            "gte" => value.GetDouble() >= bound.Value.GetDouble(),
            "lt" => value.GetDouble() < bound.Value.GetDouble(),
            _ => value.GetDouble() <= bound.Value.GetDouble(),
        });
    }
}
