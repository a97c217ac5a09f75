using System.Text.Json.Nodes;
using Retrieval.Documents;

namespace Retrieval.Stores.Qdrant;

/// <summary>Filters in Qdrant's words. They stand inside the search: what they do not let through is neither scored nor counted.</summary>
internal static class Conditions
{
    /// <summary>The points of a unit that a filter lets through.</summary>
    /// <param name="filter">The filter; its attributes are as <see cref="CanSay"/> wants them.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="except">Numbers of documents that are left out.</param>
    public static JsonObject Of(SearchFilter filter, RetrievalUnit unit, IReadOnlyCollection<long> except)
    {
        var must = new JsonArray(Match(Fields.Unit, Fields.NameOf(unit)), Any(Fields.Domain, filter.Domains.Distinct()));
        if (filter.Labels is { } labels)
        {
            must.Add(Should(Match(Fields.Open, true), Any(Fields.Labels, labels.Distinct())));
        }

        if (filter.AsOf is { } day)
        {
            must.Add(Range(Fields.From, "lte", day.DayNumber));
            must.Add(Range(Fields.To, "gte", day.DayNumber));
        }

        if (filter.Superseded is { } superseded)
        {
            var last = filter.AsOf?.DayNumber ?? Fields.Never - 1;
            must.Add(Range(Fields.Superseded, superseded ? "lte" : "gt", last));
        }

        if (filter.Attributes is { } attributes)
        {
            must.Add(Of(attributes));
        }

        if (filter.Documents is { } documents)
        {
            must.Add(Any(Fields.Document, documents.Distinct()));
        }

        return except.Count == 0 ? new JsonObject { ["must"] = must } : new JsonObject { ["must"] = must, ["must_not"] = new JsonArray(Any(Fields.Document, except)) };
    }

    /// <summary>Whether Qdrant has words for a condition: it does not compare texts by order.</summary>
    public static bool CanSay(AttributeFilter filter) => filter switch
    {
        AttributeFilter.Comparison one => one.Relation is Relation.Equal or Relation.NotEqual or Relation.In or Relation.NotIn || one.Values is [{ Text: null }, ..],
        AttributeFilter.All all => all.Of.All(CanSay),
        AttributeFilter.Any any => any.Of.All(CanSay),
        _ => false,
    };

    public static JsonObject Match(string field, JsonNode value) => new() { ["key"] = field, ["match"] = new JsonObject { ["value"] = value } };

    public static JsonObject Any(string field, IEnumerable<string> values) =>
        new() { ["key"] = field, ["match"] = new JsonObject { ["any"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]) } };

    public static JsonObject Any(string field, IEnumerable<long> values) =>
        new() { ["key"] = field, ["match"] = new JsonObject { ["any"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]) } };

    public static JsonObject Range(string field, string relation, double value) => new() { ["key"] = field, ["range"] = new JsonObject { [relation] = value } };

    private static JsonObject Should(params JsonNode[] conditions) => new() { ["should"] = new JsonArray(conditions) };

    private static JsonObject Not(JsonNode condition) => new() { ["must_not"] = new JsonArray(condition) };

    private static JsonObject Of(AttributeFilter filter) => filter switch
    {
        AttributeFilter.All all => all.Of.IsEmpty ? new JsonObject() : new JsonObject { ["must"] = new JsonArray([.. all.Of.Select(Of)]) },
        AttributeFilter.Any any => any.Of.IsEmpty ? Nothing() : Should([.. any.Of.Select(Of)]),
        AttributeFilter.Comparison one => Of(one),
        _ => throw new InvalidOperationException($"There is no filter {filter.GetType().Name}."),
    };

    private static JsonObject Of(AttributeFilter.Comparison one) => one.Relation switch
    {
        Relation.Equal => OneOf(one.Key, one.Values.Take(1)),
        Relation.In => OneOf(one.Key, one.Values),
        Relation.NotEqual => Not(OneOf(one.Key, one.Values.Take(1))),
        Relation.NotIn => Not(OneOf(one.Key, one.Values)),
        _ => one.Values[0].Number is { } number ? Number(one.Key, one.Relation, number)
            : OneOf(one.Key, new[] { false, true }.Select(AttributeValue.Of).Where(value => Stands(value.CompareTo(one.Values[0]), one.Relation))),
    };

    private static JsonObject OneOf(string key, IEnumerable<AttributeValue> values) => Any(Fields.Attributes, values.Select(value => Fields.Word(key, value)).Distinct());

    private static JsonObject Nothing() => Any(Fields.Unit, Enumerable.Empty<string>());

    private static JsonObject Number(string key, Relation relation, double number) => new()
    {
        ["nested"] = new JsonObject
        {
            ["key"] = Fields.Numbers,
            ["filter"] = new JsonObject { ["must"] = new JsonArray(Match(Fields.Key, key), Range(Fields.Value, Name(relation), number)) },
        },
    };

    private static bool Stands(int? order, Relation relation) => relation switch
    {
        Relation.Greater => order > 0,
        Relation.GreaterOrEqual => order >= 0,
        Relation.Less => order < 0,
        _ => order <= 0,
    };

    private static string Name(Relation relation) => relation switch
    {
        Relation.Greater => "gt",
        Relation.GreaterOrEqual => "gte",
        Relation.Less => "lt",
        _ => "lte",
    };
}
