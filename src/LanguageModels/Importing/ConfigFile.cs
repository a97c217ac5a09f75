using System.Text.Json;

namespace LanguageModels.Importing;

/// <summary>A JSON object of a model folder; every member names the file and the field when something else is found.</summary>
internal sealed class ConfigFile
{
    private const long LongestFile = 16 << 20;

    private readonly string _path;
    private readonly JsonElement _fields;

    private ConfigFile(string path, JsonElement fields) => (_path, _fields) = (path, fields);

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImportException">It is missing, too large, or no JSON object.</exception>
    public static ConfigFile Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > LongestFile)
        {
            throw new ImportException($"{path}: expected a JSON file of at most {LongestFile} bytes; {(file.Exists ? $"it has {file.Length}" : "there is none")}.");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 32 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ConfigFile(path, document.RootElement.Clone())
                : throw new ImportException($"{path}: expected a JSON object, found {document.RootElement.ValueKind}.");
        }
        catch (JsonException e)
        {
            throw new ImportException($"{path}: this is no JSON: {e.Message}", e);
        }
    }

    /// <summary>Whether a field says anything: it is there, and neither null, false nor empty.</summary>
    public bool IsSet(string name) => _fields.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => true,
    };

    /// <summary>An object inside; null where it is absent or null.</summary>
    public ConfigFile? Object(string name) => Find(name, JsonValueKind.Object) is { } value ? new ConfigFile(_path, value) : null;

    /// <summary>A text; null where it is absent or null.</summary>
    public string? Text(string name) => Find(name, JsonValueKind.String)?.GetString();

    /// <summary>A yes or no; null where it is absent or null.</summary>
    public bool? Flag(string name) => _fields.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    /// <summary>A number; null where it is absent or null.</summary>
    public double? Number(string name) => Find(name, JsonValueKind.Number)?.GetDouble();

    /// <summary>A whole number; null where it is absent or null.</summary>
    public int? Integer(string name) => Find(name, JsonValueKind.Number) is { } value
        ? value.TryGetInt32(out var number) ? number : throw Wrong(name, "a whole number", value.GetRawText())
        : null;

    /// <summary>A whole number above 0 that must be there.</summary>
    public int Size(string name) => Integer(name) is { } value and > 0 ? value : throw Wrong(name, "a whole number above 0", Integer(name)?.ToString() ?? "nothing");

    /// <summary>One whole number or a list of them; empty where it is absent or null.</summary>
    public IReadOnlyList<int> Integers(string name) => _fields.TryGetProperty(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Number => [Integer(name)!.Value], // a number is there
        JsonValueKind.Array => [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number) ? number : throw Wrong(name, "whole numbers", item.GetRawText()))],
        _ => throw Wrong(name, "a whole number or a list of them", value.ValueKind.ToString()),
    }
    : [];

    /// <summary>Texts of a list; empty where it is absent or null.</summary>
    public IReadOnlyList<string> Texts(string name) => Find(name, JsonValueKind.Array) is { } value ? [.. value.EnumerateArray().Select(item => item.ToString())] : [];

    /// <summary>An error about a field.</summary>
    public ImportException Wrong(string name, string expected, string found) => new($"{_path}: '{name}': expected {expected}, found {found}.");

    private JsonElement? Find(string name, JsonValueKind kind)
    {
        if (!_fields.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == kind ? value : throw Wrong(name, kind.ToString(), value.ValueKind.ToString());
    }
}
