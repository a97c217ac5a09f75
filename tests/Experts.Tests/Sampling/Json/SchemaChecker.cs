using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Experts.Tests.Sampling.Json;

/// <summary>Whether a value fits a schema: written from the standard alone, for the keywords that the tests use.</summary>
internal static partial class SchemaChecker
{
    private static readonly string[] _bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

    public static bool Fits(JsonElement value, JsonElement schema, JsonElement root)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!;
            return Fits(value, name == "#" ? root : root.GetProperty("$defs").GetProperty(name.Split('/')[2]), root);
        }

        if (schema.TryGetProperty("anyOf", out var alternatives))
        {
            return alternatives.EnumerateArray().Any(alternative => Fits(value, alternative, root));
        }

        return IsOfTypes(value, schema)
            && (!schema.TryGetProperty("enum", out var some) || some.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            && (!schema.TryGetProperty("const", out var only) || JsonElement.DeepEquals(only, value))
            && FitsKind(value, schema, root);
    }

    private static bool FitsKind(JsonElement value, JsonElement schema, JsonElement root) => value.ValueKind switch
    {
        JsonValueKind.Object => FitsObject(value, schema, root),
        JsonValueKind.Array => FitsArray(value, schema, root),
        JsonValueKind.String => FitsString(value.GetString()!, schema),
        JsonValueKind.Number => !_bounds.Any(keyword => schema.TryGetProperty(keyword, out _))
            || (value.TryGetDecimal(out var number) ? FitsNumber(number, schema) : FitsRange(value.GetDouble(), schema)),
        _ => true,
    };

    private static bool IsOfTypes(JsonElement value, JsonElement schema) =>
        !schema.TryGetProperty("type", out var type)
        || (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(one => IsOf(value, one.GetString()!)) : IsOf(value, type.GetString()!));

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Null,
    };

    private static bool FitsObject(JsonElement value, JsonElement schema, JsonElement root)
    {
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return true;
        }

        var names = properties.EnumerateObject().Select(member => member.Name).ToList();
        var found = value.EnumerateObject().Select(member => member.Name).ToList();
        return found.SequenceEqual(names.Where(found.Contains)) // each once, in the schema's order, no others
            && schema.GetProperty("required").EnumerateArray().All(name => found.Contains(name.GetString()!))
            && value.EnumerateObject().All(member => Fits(member.Value, properties.GetProperty(member.Name), root));
    }

    private static bool FitsArray(JsonElement value, JsonElement schema, JsonElement root) =>
        (!schema.TryGetProperty("minItems", out var least) || value.GetArrayLength() >= least.GetInt32())
        && (!schema.TryGetProperty("maxItems", out var most) || value.GetArrayLength() <= most.GetInt32())
        && (!schema.TryGetProperty("items", out var items) || value.EnumerateArray().All(item => Fits(item, items, root)));

    private static bool FitsString(string value, JsonElement schema) =>
        (!schema.TryGetProperty("minLength", out var least) || value.EnumerateRunes().Count() >= least.GetInt32())
        && (!schema.TryGetProperty("maxLength", out var most) || value.EnumerateRunes().Count() <= most.GetInt32())
        && (!schema.TryGetProperty("pattern", out var pattern) || Matches(value, pattern.GetString()!))
        && (!schema.TryGetProperty("format", out var format) || FitsFormat(value, format.GetString()!));

    /// <summary>As ECMA-262 with its flag u: code points instead of code units, its own spaces, ASCII digits and words, and no line end before the end.</summary>
    private static bool Matches(string value, string pattern)
    {
        var units = string.Concat(value.EnumerateRunes().Select(rune => rune.IsBmp ? rune.ToString() : "\uE000"));
        var translated = pattern.Replace(@"\S", @"[^\s\uFEFF]").Replace(@"\w", "a-zA-Z0-9_").Replace(@"\d", "[0-9]").Replace("$", @"\z").Replace(@"\s?", @"[\s\uFEFF]?");
        return Regex.IsMatch(units, translated.Replace("#.", @"#[^\n\r\u2028\u2029]"));
    }

    private static bool FitsNumber(decimal value, JsonElement schema) =>
        (!schema.TryGetProperty("minimum", out var least) || value >= least.GetDecimal())
        && (!schema.TryGetProperty("maximum", out var most) || value <= most.GetDecimal())
        && (!schema.TryGetProperty("exclusiveMinimum", out var above) || value > above.GetDecimal())
        && (!schema.TryGetProperty("exclusiveMaximum", out var below) || value < below.GetDecimal())
        && (!schema.TryGetProperty("multipleOf", out var step) || value % step.GetDecimal() == 0);

    /// <summary>Numbers of another alternative may be beyond decimals: these lie far from every bound and are no multiple that a grammar writes.</summary>
    private static bool FitsRange(double value, JsonElement schema) =>
        (!schema.TryGetProperty("minimum", out var least) || value >= least.GetDouble())
        && (!schema.TryGetProperty("maximum", out var most) || value <= most.GetDouble())
        && (!schema.TryGetProperty("exclusiveMinimum", out var above) || value > above.GetDouble())
        && (!schema.TryGetProperty("exclusiveMaximum", out var below) || value < below.GetDouble())
        && !schema.TryGetProperty("multipleOf", out _);

    private static bool FitsFormat(string value, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "time" => value.Contains(':') && FitsFormat("2000-01-01T" + value, "date-time"),
        "date-time" => value.Length > 10 && value[10] == 'T' && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => Guid.TryParseExact(value, "D", out _),
        "ipv4" => IPAddress.TryParse(value, out var four) && four.ToString() == value,
        "ipv6" => IPAddress.TryParse(value, out var six) && six.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && !value.Contains('['),
        "email" => System.Net.Mail.MailAddress.TryCreate(value, out var mail) && mail.Address == value,
        "hostname" => Uri.CheckHostName(value) is UriHostNameType.Dns or UriHostNameType.IPv4 && value.Length <= 253,
        "duration" => Duration().IsMatch(value) && value[^1] is not ('P' or 'T'),
        _ => throw new ArgumentException(format),
    };

    [GeneratedRegex(@"^P(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)$")]
    private static partial Regex Duration();
}
