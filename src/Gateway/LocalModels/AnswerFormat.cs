using System.Text.Json;
using Experts.Sampling;
using Experts.Serving;
using Protocol.Errors;

namespace Gateway.LocalModels;

/// <summary>The <c>response_format</c> of a chat request: text, any JSON object, or JSON of a schema.</summary>
internal static class AnswerFormat
{
    private const string Member = "response_format";

    /// <summary>The constraint of one answer; null for text.</summary>
    /// <exception cref="RefusalException">The format is unknown, or its schema cannot be followed.</exception>
    public static ITokenConstraint? ConstraintOf(JsonElement? format, Expert expert)
    {
        if (format is not { ValueKind: JsonValueKind.Object } wanted)
            return null;
        var type = wanted.TryGetProperty("type", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return type switch
        {
            "text" => null,
            "json_object" => Make(expert, null),
            "json_schema" => Make(expert, SchemaOf(wanted)),
            _ => throw Wrong("expected a 'type' of 'text', 'json_object' or 'json_schema'"),
        };
    }

    private static JsonElement SchemaOf(JsonElement format) =>
        format.TryGetProperty("json_schema", out var named) && named.ValueKind == JsonValueKind.Object
        && named.TryGetProperty("schema", out var schema) && schema.ValueKind == JsonValueKind.Object
            ? schema
            : throw Wrong("expected the schema under 'json_schema.schema'");

    private static ITokenConstraint Make(Expert expert, JsonElement? schema)
    {
        try
        {
            return expert.JsonConstraint(schema);
        }
        catch (NotSupportedException exception)
        {
            throw Wrong(exception.Message.TrimEnd('.'));
        }
    }

    private static RefusalException Wrong(string why) => new(ApiError.InvalidRequest($"Invalid '{Member}': {why}.", Member, "invalid_value"));
}
