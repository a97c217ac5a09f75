using System.Text;
using System.Text.Json;

namespace Experts.Sampling.Json;

/// <summary>Strings, numbers, booleans, null and fixed values that fit a schema.</summary>
internal sealed class ScalarSchema(NetworkBuilder network, StringParts strings)
{
    private readonly NumberParts _numbers = new(network);

    /// <summary>One of the values of <c>enum</c> or <c>const</c> that are of the schema's types.</summary>
    public int Fixed(Schema schema, int from)
    {
        schema.Allow("beside enum and const", ["type", "enum", "const"]);
        var keyword = schema.Has("enum") ? "enum" : "const";
        if (schema.Has("enum") && schema.Has("const"))
        {
            throw schema.Refuse("const", "it is not supported beside enum.");
        }

        var types = SchemaTypes.Of(schema);
        var values = keyword == "const" ? [schema.Find("const")!.Value] : schema.Items("enum");
        var fitting = values.Where(value => types.Count == 0 || types.Any(type => SchemaTypes.Fits(value, type))).ToList();
        var (start, to) = (network.Node(), network.Node());
        network.Join(from, start);
        foreach (var value in fitting)
        {
            network.Join(network.Branch(start, Written(schema, keyword, value)), to);
        }

        return fitting.Count > 0 ? to : throw schema.Refuse(keyword, "no value is of the schema's type.");
    }

    /// <summary>A value of a type.</summary>
    public int OfType(Schema schema, string type, int from) => type switch
    {
        "string" => Text(schema, from),
        "boolean" => Boolean(from),
        "null" => network.Literal(from, "null"u8),
        _ => Number(schema, from, type == "integer"),
    };

    private static byte[] Written(Schema schema, string keyword, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => StringParts.Text(value.GetString()!),
        JsonValueKind.Object or JsonValueKind.Array => throw schema.Refuse(keyword, $"only scalars are supported, found {Schema.Show(value)}."),
        _ => Encoding.ASCII.GetBytes(value.GetRawText()),
    };

    private int Boolean(int from)
    {
        var to = network.Node();
        network.Join(network.Literal(from, "true"u8), to);
        network.Join(network.Literal(from, "false"u8), to);
        return to;
    }

    private int Text(Schema schema, int from)
    {
        var (least, most) = (schema.Count("minLength"), schema.Count("maxLength"));
        var (pattern, format) = (schema.Text("pattern"), schema.Text("format"));
        if (pattern is null && format is null)
        {
            return most < (least ?? 0) ? throw schema.Refuse("maxLength", "it is less than minLength.") : strings.Any(from, least ?? 0, most);
        }

        if (least is not null || most is not null || (pattern is not null && format is not null))
        {
            var extra = least is not null ? "minLength" : most is not null ? "maxLength" : "format";
            throw schema.Refuse(extra, $"it is not supported beside {(pattern is null ? "format" : "pattern")}.");
        }

        return strings.Quote(Matching(schema, pattern, format, strings.Quote(from)));
    }

    private int Matching(Schema schema, string? pattern, string? format, int from)
    {
        var expression = pattern ?? StringFormats.Find(format!) ?? throw schema.Refuse("format", $"'{format}' is not supported.");
        try
        {
            return PatternReader.Read(expression).Add(from, network, strings);
        }
        catch (FormatException exception)
        {
            throw schema.Refuse("pattern", exception.Message);
        }
    }

    private int Number(Schema schema, int from, bool isInteger) =>
        NumberGridReader.Read(schema, isInteger) is { } grid ? _numbers.Of(grid, from) : _numbers.Any(from, isInteger);
}
