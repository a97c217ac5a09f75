using System.Text.Json;

namespace Experts.Sampling.Json;

/// <summary>The types of JSON Schema and their keywords.</summary>
internal static class SchemaTypes
{
    /// <summary>The types a schema names, or its keywords imply; empty for any.</summary>
    public static IReadOnlyList<string> Of(Schema schema)
    {
        if (schema.Find("type") is not { } type)
        {
            return schema.Has("properties") ? ["object"] : schema.Has("items") ? ["array"] : [];
        }

        JsonElement[] named = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray()] : [type];
        return named.Length > 0 ? [.. named.Select(item => Name(schema, item)).Distinct()] : throw schema.Refuse("type", "it needs at least one type.");
    }

    /// <summary>Which keywords a type supports.</summary>
    public static IEnumerable<string> KeywordsOf(string type) => type switch
    {
        "object" => ["properties", "required", "additionalProperties"],
        "array" => ["items", "minItems", "maxItems"],
        "string" => ["minLength", "maxLength", "pattern", "format"],
        "number" or "integer" => ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        _ => [],
    };

    /// <summary>Whether a value is of a type.</summary>
    public static bool Fits(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && value.TryGetDouble(out var number) && number == Math.Floor(number)),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Null => type == "null",
        _ => false,
    };

    private static string Name(Schema schema, JsonElement type) =>
        type.ValueKind == JsonValueKind.String && type.GetString() is "object" or "array" or "string" or "number" or "integer" or "boolean" or "null"
            ? type.GetString()!
            : throw schema.Refuse("type", $"{Schema.Show(type)} is no type; object, array, string, number, integer, boolean or null was expected.");
}
