using System.Text.Json.Nodes;

namespace Support.Upstream;

/// <summary>The smallest value that satisfies a JSON schema, as far as strict structured output uses schemas.</summary>
internal static class StructuredOutput
{
    public static bool IsAskedFor(UpstreamCall call) => (string?)call.Body["response_format"]?["type"] == "json_schema";

    public static string For(UpstreamCall call) =>
        Reply.Text(Value(call.Body["response_format"]?["json_schema"]?["schema"]) ?? new JsonObject());

    /// <summary>A value of the schema: the constant, the first of an enumeration, or the plainest of its type.</summary>
    public static JsonNode? Value(JsonNode? schema)
    {
        if (schema?["const"] is { } constant)
        {
            return constant.DeepClone();
        }

        if (schema?["enum"] is JsonArray { Count: > 0 } choices)
        {
            return choices[0]?.DeepClone();
        }

        return (string?)schema?["type"] switch
        {
            "object" => Object(schema["properties"] as JsonObject),
            "array" => new JsonArray(),
            "integer" or "number" => 1,
            "boolean" => true,
            "string" => "value",
            _ => null,
        };
    }

    private static JsonObject Object(JsonObject? properties) =>
        new((properties ?? []).Select(property => KeyValuePair.Create(property.Key, Value(property.Value))));
}
