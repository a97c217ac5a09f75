using System.IO.Compression;
using System.Text.Json;

namespace Support.Qdrant;

/// <summary>
/// A published OpenAPI document as a judge of requests and answers. Stricter than the document: what an object's schema does not name is refused,
/// so a misspelt member cannot pass for an absent one.
/// </summary>
public sealed class OpenApiContract
{
    // Members of a JsonElement are found by walking over all before them; these are looked up thousands of times.
    private readonly Dictionary<string, JsonElement> _schemas;
    private readonly Dictionary<string, JsonElement> _operations;
    private readonly (string Path, string Method, string[] Parts)[] _templates;

    private OpenApiContract(JsonElement root)
    {
        _schemas = root.GetProperty("components").GetProperty("schemas").EnumerateObject().ToDictionary(one => $"#/components/schemas/{one.Name}", one => one.Value.Clone());
        var operations = root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(one => (Path: path.Name, Method: one.Name.ToUpperInvariant(), one.Value))).ToList();
        _operations = operations.ToDictionary(one => $"{one.Method} {one.Path}", one => one.Value.Clone());
        _templates = [.. operations.Select(one => (one.Path, one.Method, one.Path.Trim('/').Split('/')))];
    }

    /// <summary>Reads a document that is packed by gzip.</summary>
    public static OpenApiContract Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var json = JsonDocument.Parse(file);
        return new OpenApiContract(json.RootElement.Clone());
    }

    /// <summary>The path of the document that a request's path means; the longest literal match wins. Null for none.</summary>
    public string? Template(string path, string method)
    {
        var asked = path.Trim('/').Split('/');
        return _templates
            .Where(one => one.Method == method && one.Parts.Length == asked.Length && one.Parts.Zip(asked).All(pair => pair.First == pair.Second || pair.First.StartsWith('{')))
            .OrderBy(one => one.Parts.Count(part => part.StartsWith('{')))
            .FirstOrDefault().Path;
    }

    /// <summary>What is wrong with a request; null when nothing is.</summary>
    public string? Refuse(string template, string method, IEnumerable<string> query, JsonElement? body)
    {
        var operation = Operation(template, method);
        var known = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query").Select(one => one.GetProperty("name").GetString()).ToList() : [];
        if (query.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            return $"the query parameter '{unknown}' is not in the contract";
        }

        if (!operation.TryGetProperty("requestBody", out var expected))
        {
            return body is null ? null : "a body where the contract has none";
        }

        return body is { } given ? Check(expected.GetProperty("content").GetProperty("application/json").GetProperty("schema"), given, "body") : "no body";
    }

    /// <summary>What is wrong with an answer of status 200; null when nothing is.</summary>
    public string? RefuseAnswer(string template, string method, JsonElement body) => Check(
        Operation(template, method).GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema"), body, "answer");

    private JsonElement Operation(string template, string method) => _operations[$"{method} {template}"];

    private string? Check(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("$ref", out var name))
        {
            return Check(_schemas[name.GetString()!], value, at);
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return Is(schema, "nullable") || Branches(schema, "anyOf").Concat(Branches(schema, "oneOf")).Any(one => Check(one, value, at) is null) ? null : $"{at}: null is not allowed";
        }

        return CheckBranches(schema, value, at) ?? CheckEnum(schema, value, at) ?? CheckType(schema, value, at);
    }

    private string? CheckBranches(JsonElement schema, JsonElement value, string at)
    {
        foreach (var kind in new[] { "anyOf", "oneOf" })
        {
            var branches = Branches(schema, kind).Where(one => one.EnumerateObject().Any(member => member.Name is not ("nullable" or "description"))).ToList();
            var problems = branches.ConvertAll(one => Check(one, value, at));
            var passed = problems.Count(problem => problem is null);
            if (branches.Count > 0 && (passed == 0 || (kind == "oneOf" && passed > 1)))
            {
                return $"{at}: {passed} of {kind} fit ({string.Join("; ", problems.OfType<string>().OrderByDescending(problem => problem.Length).Take(2))})";
            }
        }

        return Branches(schema, "allOf").Select(one => Check(one, value, at)).FirstOrDefault(problem => problem is not null);
    }

    private static string? CheckEnum(JsonElement schema, JsonElement value, string at) =>
        schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)) ? $"{at}: {value} is none of {allowed}" : null;

    private string? CheckType(JsonElement schema, JsonElement value, string at) => (schema.TryGetProperty("type", out var type) ? type.GetString() : null) switch
    {
        "object" => value.ValueKind == JsonValueKind.Object ? CheckObject(schema, value, at) : $"{at}: no object",
        "array" => value.ValueKind == JsonValueKind.Array ? CheckArray(schema, value, at) : $"{at}: no array",
        "string" => value.ValueKind == JsonValueKind.String ? CheckString(schema, value.GetString()!, at) : $"{at}: no string",
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : $"{at}: no boolean",
        "integer" => value.ValueKind == JsonValueKind.Number && (value.TryGetInt64(out _) || value.TryGetUInt64(out _)) ? CheckNumber(schema, value, at) : $"{at}: no integer",
        "number" => value.ValueKind == JsonValueKind.Number ? CheckNumber(schema, value, at) : $"{at}: no number",
        null => null,
        var other => $"{at}: the contract's type {other} is unknown",
    };

    private string? CheckObject(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required)
            && required.EnumerateArray().FirstOrDefault(one => !value.TryGetProperty(one.GetString()!, out _)) is { ValueKind: JsonValueKind.String } missing)
        {
            return $"{at}: '{missing}' is missing";
        }

        var hasNames = schema.TryGetProperty("properties", out var names);
        var hasOthers = schema.TryGetProperty("additionalProperties", out var others);
        foreach (var member in value.EnumerateObject())
        {
            var problem = hasNames && names.TryGetProperty(member.Name, out var known) ? Check(known, member.Value, $"{at}.{member.Name}")
                : hasOthers && others.ValueKind == JsonValueKind.Object ? Check(others, member.Value, $"{at}.{member.Name}")
                : (hasOthers && others.ValueKind == JsonValueKind.True) || (!hasNames && !hasOthers) ? null
                : $"{at}: '{member.Name}' is not in the contract";
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    private string? CheckArray(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("minItems", out var least) && value.GetArrayLength() < least.GetInt32())
        {
            return $"{at}: fewer than {least} items";
        }

        if (Is(schema, "uniqueItems") && value.EnumerateArray().Select(one => one.GetRawText()).Distinct().Count() != value.GetArrayLength())
        {
            return $"{at}: an item stands twice";
        }

        return schema.TryGetProperty("items", out var items) ? value.EnumerateArray().Select((one, i) => Check(items, one, $"{at}[{i}]")).FirstOrDefault(problem => problem is not null) : null;
    }

    private static string? CheckString(JsonElement schema, string value, string at) =>
        schema.TryGetProperty("minLength", out var least) && value.Length < least.GetInt32() ? $"{at}: shorter than {least}"
        : schema.TryGetProperty("format", out var format) && format.GetString() == "uuid" && !Guid.TryParse(value, out _) ? $"{at}: no UUID" : null;

    private static string? CheckNumber(JsonElement schema, JsonElement value, string at) =>
        (schema.TryGetProperty("minimum", out var least) && value.GetDouble() < least.GetDouble()) || (schema.TryGetProperty("maximum", out var most) && value.GetDouble() > most.GetDouble())
            ? $"{at}: {value} is out of range" : null;

    private static bool Is(JsonElement schema, string name) => schema.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static IEnumerable<JsonElement> Branches(JsonElement schema, string kind) => schema.TryGetProperty(kind, out var branches) ? branches.EnumerateArray() : [];
}
