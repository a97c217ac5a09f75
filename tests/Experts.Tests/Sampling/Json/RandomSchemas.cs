using System.Text.Json;
using System.Text.Json.Nodes;

namespace Experts.Tests.Sampling.Json;

/// <summary>Schemas by chance, of all supported keywords; the root is an object with two definitions, of which one refers to itself.</summary>
internal sealed class RandomSchemas(int seed)
{
    private static readonly string[] _formats = ["date", "time", "date-time", "uuid", "email", "ipv4", "ipv6", "hostname", "duration"];
    private static readonly string[] _patterns = ["^[a-z]{2,4}$", "^(ab|c)+\\d*$", "x[^\"\\\\]*y", "^@[a-zA-Z0-9_]+$|^#.{0,3}$", "^\\s?[\\w.-]{1,3}\\S$", "^[\\x41-\\u0043]?$"];

    private readonly Random _random = new(seed);

    public JsonElement Next()
    {
        var root = Object(2);
        root["$defs"] = new JsonObject { ["tree"] = Tree(), ["leaf"] = Scalar() };
        return JsonSerializer.SerializeToElement(root);
    }

    private JsonObject Tree() => (JsonObject)JsonNode.Parse("""
        {"type":"object","additionalProperties":false,"required":["leaf","next"],"properties":
          {"leaf":{"$ref":"#/$defs/leaf"},"next":{"anyOf":[{"$ref":"#/$defs/tree"},{"type":"null"}]},"all":{"type":"array","items":{"$ref":"#/$defs/tree"},"maxItems":2}}}
        """)!;

    private JsonObject Any(int depth) => _random.Next(depth > 0 ? 7 : 3) switch
    {
        0 => new JsonObject { ["$ref"] = _random.Next(2) == 0 ? "#/$defs/tree" : "#/$defs/leaf" },
        1 or 2 => Scalar(),
        3 => Array(depth - 1),
        4 => new JsonObject { ["anyOf"] = new JsonArray(Any(depth - 1), Any(depth - 1), Scalar()) },
        _ => Object(depth - 1),
    };

    private JsonObject Object(int depth)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var name in (string[])["a", "name", "é\"\\", "", "z z"])
        {
            if (_random.Next(3) > 0)
            {
                properties[name] = Any(depth);
                if (_random.Next(3) > 0)
                {
                    required.Add(name);
                }
            }
        }

        return new JsonObject { ["type"] = "object", ["description"] = "d", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false };
    }

    private JsonObject Array(int depth)
    {
        var array = new JsonObject { ["type"] = "array", ["items"] = Any(depth) };
        var least = _random.Next(3);
        Perhaps(array, "minItems", least);
        Perhaps(array, "maxItems", least + _random.Next(3));
        return array;
    }

    private JsonObject Scalar() => _random.Next(10) switch
    {
        0 => new JsonObject { ["type"] = "string" },
        1 => Length(),
        2 => new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = _formats[_random.Next(_formats.Length)] },
        3 => new JsonObject { ["type"] = "string", ["pattern"] = _patterns[_random.Next(_patterns.Length)] },
        4 => new JsonObject { ["enum"] = new JsonArray("x", "xy", "\"\n\u0001😀", 1, 12, 1.5, null, true) },
        5 => new JsonObject { ["type"] = "string", ["const"] = "only" },
        6 => new JsonObject { ["type"] = new JsonArray("boolean", "integer") },
        7 => new JsonObject { ["type"] = "number" },
        8 => Number("integer"),
        _ => Number("number"),
    };

    private JsonObject Length()
    {
        var text = new JsonObject { ["type"] = "string" };
        var least = _random.Next(4);
        Perhaps(text, "minLength", least);
        Perhaps(text, "maxLength", least + _random.Next(6));
        return text;
    }

    private JsonObject Number(string type)
    {
        var number = new JsonObject { ["type"] = type };
        var places = _random.Next(4);
        var unit = new decimal(1, 0, 0, false, (byte)places);
        var least = unit * _random.Next(-1200, 1200);
        var step = unit * _random.Next(1, 40);
        Perhaps(number, _random.Next(2) == 0 ? "minimum" : "exclusiveMinimum", least);
        Perhaps(number, _random.Next(2) == 0 ? "maximum" : "exclusiveMaximum", least + Math.Max(2, 2 * step * 1000) + (unit * _random.Next(1200))); // a multiple of 1000 steps is whole
        Perhaps(number, "multipleOf", step);
        return number;
    }

    private void Perhaps(JsonObject schema, string keyword, decimal value)
    {
        if (_random.Next(3) > 0)
        {
            schema[keyword] = value;
        }
    }
}
