using System.Globalization;
using System.Text.Json;

namespace Experts.Sampling.Json;

/// <summary>Finds the schemas that <c>$ref</c> names within one document (RFC 6901 section 6), and gives each a rule, once.</summary>
internal sealed class SchemaReferences(JsonElement root, NetworkBuilder network)
{
    private readonly Dictionary<string, Rule> _rules = [];
    private readonly Queue<(Schema Schema, Rule Rule)> _open = new();

    /// <summary>The rule of a pointer that is known to be right.</summary>
    public Rule RuleOf(string pointer) => RuleOf(new Schema(root, "#", 0), pointer);

    /// <summary>The rule of a reference, compiled later.</summary>
    public Rule RuleOf(Schema schema, string reference)
    {
        if (_rules.TryGetValue(reference, out var known))
        {
            return known;
        }

        var target = new Schema(Find(schema, reference), reference, 0);
        (var path, network.Path) = (network.Path, reference);
        var rule = network.Rule(nests: false);
        network.Path = path;
        _rules.Add(reference, rule);
        _open.Enqueue((target, rule));
        return rule;
    }

    /// <summary>A schema whose rule is still empty; null when there is none left.</summary>
    public (Schema Schema, Rule Rule)? Next() => _open.TryDequeue(out var next) ? next : null;

    private JsonElement Find(Schema schema, string reference)
    {
        if (reference != "#" && !reference.StartsWith("#/", StringComparison.Ordinal))
        {
            throw schema.Refuse("$ref", $"only references within the schema (#/$defs/name) are supported, found '{reference}'.");
        }

        var element = root;
        foreach (var part in reference.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            element = Step(element, name) ?? throw schema.Refuse("$ref", $"'{reference}' leads nowhere: there is no '{name}'.");
        }

        return element;
    }

    private static JsonElement? Step(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.TryGetProperty(name, out var member) ? member : null,
        JsonValueKind.Array => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength() ? element[index] : null,
        _ => null,
    };
}
