using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Protocol.Errors;
using Protocol.Members;
using Retrieval.Documents;
using Retrieval.Stores;

namespace Gateway.VectorStores;

/// <summary>Reads the filter of a search: comparisons (<c>eq ne gt gte lt lte in nin</c>) and <c>and</c>, <c>or</c> of them.</summary>
internal static class FilterReader
{
    private const int MaxDepth = 8;
    private const int MaxConditions = 64;
    private const int MaxValues = 256;
    private const int MaxKey = 64;
    private const int MaxText = 512;

    /// <summary>Reads the filter; false with the error for the client.</summary>
    /// <param name="filters">The member <c>filters</c> of the body.</param>
    /// <param name="filter">What it says.</param>
    /// <param name="error">What is wrong with it.</param>
    public static bool TryRead(JsonElement filters, [NotNullWhen(true)] out AttributeFilter? filter, [NotNullWhen(false)] out ApiError? error)
    {
        var members = new JsonMembers(filters, "filters");
        filter = Read(members, MaxDepth);
        error = members.Mistake;
        return error is null && filter is not null;
    }

    private static AttributeFilter? Read(JsonMembers filter, int depth)
    {
        if (depth == 0)
        {
            filter.Fault("", $"conditions are nested deeper than {MaxDepth} levels.");
            return null;
        }

        filter.RequiredText("type", MaxKey);
        var type = filter.Word("type", "eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "and", "or");
        var read = type is "and" or "or" ? Join(filter, type, depth) : Compare(filter, type);
        filter.End();
        return filter.Mistake is null ? read : null;
    }

    private static AttributeFilter Join(JsonMembers filter, string type, int depth)
    {
        var conditions = filter.Objects("filters", 1, MaxConditions);
        if (conditions is null)
        {
            filter.Fault("filters", $"expected an array of 1 to {MaxConditions} conditions.");
        }

        var read = (conditions ?? []).Select(one => Read(one, depth - 1)).OfType<AttributeFilter>();
        return type == "and" ? new AttributeFilter.All([.. read]) : new AttributeFilter.Any([.. read]);
    }

    private static AttributeFilter.Comparison Compare(JsonMembers filter, string? type)
    {
        var key = filter.RequiredText("key", MaxKey);
        var relation = RelationOf(type);
        var values = Values(filter, isList: relation is Relation.In or Relation.NotIn);
        if (relation is Relation.Greater or Relation.GreaterOrEqual or Relation.Less or Relation.LessOrEqual && values is [{ Flag: not null }])
        {
            filter.Fault("value", $"'{type}' compares numbers or strings, not booleans.");
        }

        return new AttributeFilter.Comparison(key, relation, [.. values]);
    }

    private static List<AttributeValue> Values(JsonMembers filter, bool isList)
    {
        if (filter.Any("value") is not { } value)
        {
            filter.Fault("value", "expected a string, a number or a boolean.");
            return [];
        }

        if (isList != (value.ValueKind == JsonValueKind.Array))
        {
            filter.Fault("value", isList ? "'in' and 'nin' take an array of strings or numbers." : "expected one string, number or boolean; 'in' and 'nin' take arrays.");
            return [];
        }

        if (isList && value.GetArrayLength() is 0 or > MaxValues)
        {
            filter.Fault("value", $"expected 1 to {MaxValues} values.");
            return [];
        }

        return isList ? [.. value.EnumerateArray().Select(one => Value(filter, one))] : [Value(filter, value)];
    }

    private static AttributeValue Value(JsonMembers filter, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.GetString() is { Length: <= MaxText } text:
                return AttributeValue.Of(text);
            case JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number):
                return AttributeValue.Of(number);
            case JsonValueKind.True or JsonValueKind.False:
                return AttributeValue.Of(value.GetBoolean());
            default:
                filter.Fault("value", $"expected a string of at most {MaxText} characters, a number or a boolean, but got {JsonMembers.Kind(value)}.");
                return default;
        }
    }

    private static Relation RelationOf(string? type) => type switch
    {
        "ne" => Relation.NotEqual,
        "gt" => Relation.Greater,
        "gte" => Relation.GreaterOrEqual,
        "lt" => Relation.Less,
        "lte" => Relation.LessOrEqual,
        "in" => Relation.In,
        "nin" => Relation.NotIn,
        _ => Relation.Equal, // 'eq', or a word that was refused.
    };
}
