using System.Text.Json;

namespace Experts.Sampling.Json;

/// <summary>Compiles one schema into a network. Referenced schemas become rules, compiled one after the other.</summary>
internal sealed class SchemaCompiler
{
    private readonly NetworkBuilder _network = new();
    private readonly SchemaReferences _references;
    private readonly StringParts _strings;
    private readonly AnyValue _any;
    private readonly ObjectSchema _objects;
    private readonly ScalarSchema _scalars;

    public SchemaCompiler(JsonElement schema)
    {
        _references = new SchemaReferences(schema, _network);
        _strings = new StringParts(_network);
        _any = new AnyValue(_network, _strings);
        _objects = new ObjectSchema(_network, _any, Value);
        _scalars = new ScalarSchema(_network, _strings);
    }

    public Network Compile()
    {
        var root = _references.RuleOf("#");
        try
        {
            while (_references.Next() is { } next)
            {
                _network.Join(Value(next.Schema, next.Rule.Start), next.Rule.End);
            }
        }
        catch (InvalidOperationException exception) // how JsonElement says that an escape is half of a surrogate pair
        {
            throw new JsonSchemaException(_network.Path, "schema", exception.Message);
        }

        return _network.Build(root);
    }

    /// <summary>Adds a value that fits a schema.</summary>
    /// <returns>The node behind.</returns>
    private int Value(Schema schema, int from)
    {
        _network.Path = schema.Path;
        switch (schema.Element.ValueKind)
        {
            case JsonValueKind.True:
                return Call(from, _any.Value);
            case JsonValueKind.Object:
                break;
            default:
                throw schema.Refuse("schema", $"an object was expected, found {Schema.Show(schema.Element)}.");
        }

        if (schema.Text("$ref") is { } reference)
        {
            schema.Allow("beside $ref", ["$ref"]);
            return Call(from, _references.RuleOf(schema, reference));
        }

        return schema.Has("anyOf") ? Alternatives(schema, from)
            : schema.Has("enum") || schema.Has("const") ? _scalars.Fixed(schema, from)
            : Typed(schema, from);
    }

    private int Call(int from, Rule rule)
    {
        var to = _network.Node();
        _network.Call(from, rule, to);
        return to;
    }

    private int Alternatives(Schema schema, int from)
    {
        schema.Allow("beside anyOf", ["anyOf"]);
        var to = _network.Node();
        var index = 0;
        foreach (var item in schema.Items("anyOf"))
        {
            var start = _network.Node(); // of its own, for what an alternative adds to its first node must not be reached through others
            _network.Join(from, start);
            _network.Join(Value(schema.Child(item, "anyOf", $"{index++}"), start), to);
        }

        return index > 0 ? to : throw schema.Refuse("anyOf", "it needs at least one alternative.");
    }

    private int Typed(Schema schema, int from)
    {
        var types = SchemaTypes.Of(schema);
        if (types.Count == 0)
        {
            schema.Allow("without a type", []);
            return Call(from, _any.Value);
        }

        schema.Allow($"for type {string.Join(", ", types)}", ["type", .. types.SelectMany(SchemaTypes.KeywordsOf)]);
        var to = _network.Node();
        foreach (var type in types)
        {
            _network.Join(OfType(schema, type, from), to);
        }

        return to;
    }

    private int OfType(Schema schema, string type, int from) => type switch
    {
        "object" => _objects.Object(schema, from),
        "array" => _objects.Array(schema, from),
        _ => _scalars.OfType(schema, type, from),
    };
}
