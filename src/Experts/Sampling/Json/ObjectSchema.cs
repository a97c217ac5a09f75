using System.Text.Json;

namespace Experts.Sampling.Json;

/// <summary>Objects and arrays that fit a schema, each a rule that nests.</summary>
/// <param name="network">Takes them.</param>
/// <param name="any">Stands for what has no schema.</param>
/// <param name="value">Adds a value that fits a schema behind a node, and returns the node behind it.</param>
internal sealed class ObjectSchema(NetworkBuilder network, AnyValue any, Func<Schema, int, int> value)
{
    /// <summary>Members come in the schema's order; those that are not required may be missing.</summary>
    public int Object(Schema schema, int from)
    {
        var isClosed = IsClosed(schema);
        var to = network.Node();
        if (!schema.Has("properties") && !schema.Has("required") && !isClosed)
        {
            network.Call(from, any.Object, to);
            return to;
        }

        if (!isClosed && schema.Has("additionalProperties"))
        {
            throw schema.Refuse("additionalProperties", "only false is supported; name every member under 'properties'.");
        }

        var rule = network.Rule(nests: true);
        Members(schema, rule);
        network.Call(from, rule, to);
        return to;
    }

    /// <summary>Items all of one schema.</summary>
    public int Array(Schema schema, int from)
    {
        var (least, most) = (schema.Count("minItems") ?? 0, schema.Count("maxItems"));
        if (most < least)
        {
            throw schema.Refuse("maxItems", $"it is less than minItems, {least}.");
        }

        var (rule, item, to) = (network.Rule(nests: true), any.Value, network.Node());
        if (schema.Find("items") is { } items)
        {
            item = network.Rule(nests: false);
            network.Join(value(schema.Child(items, "items"), item.Start), item.End);
        }

        ArrayParts.Add(network, rule, item, least, most);
        network.Call(from, rule, to);
        return to;
    }

    private static bool IsClosed(Schema schema) => schema.Find("additionalProperties") switch
    {
        null or { ValueKind: JsonValueKind.True } => false,
        { ValueKind: JsonValueKind.False } => true,
        _ => throw schema.Refuse("additionalProperties", "only false is supported; name every member under 'properties'."),
    };

    private void Members(Schema schema, Rule rule)
    {
        var required = Required(schema);
        var names = new HashSet<string>();
        int? empty = network.Literal(rule.Start, "{"u8);
        int? filled = null;
        foreach (var member in schema.Members("properties"))
        {
            if (!names.Add(member.Name))
            {
                throw schema.Refuse("properties", $"'{member.Name}' is there twice.");
            }

            var key = network.Node();
            Key(empty, filled, key);
            var behind = value(schema.Child(member.Value, "properties", member.Name), network.Separator(network.Literal(key, StringParts.Text(member.Name)), (byte)':'));
            if (required.Remove(member.Name))
            {
                (empty, filled) = (null, behind);
            }
            else
            {
                filled = Join(behind, filled);
            }
        }

        if (required.Count > 0)
        {
            throw schema.Refuse("required", $"'{required.First()}' is not among the properties.");
        }

        Close(empty, rule.End);
        Close(filled, rule.End);
    }

    private static HashSet<string> Required(Schema schema) =>
        [.. schema.Items("required").Select(name => name.ValueKind == JsonValueKind.String ? name.GetString()! : throw schema.Refuse("required", "names were expected."))];

    private void Key(int? empty, int? filled, int key)
    {
        if (empty is { } first)
        {
            network.Join(first, key);
        }

        if (filled is { } later)
        {
            network.Join(network.Separator(later, (byte)','), key);
        }
    }

    private int Join(int behind, int? without)
    {
        var to = network.Node();
        network.Join(behind, to);
        if (without is { } node)
        {
            network.Join(node, to);
        }

        return to;
    }

    private void Close(int? from, int end)
    {
        if (from is { } node)
        {
            network.Join(node, (byte)'}', (byte)'}', end);
        }
    }
}
