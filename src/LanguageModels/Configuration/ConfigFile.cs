using System.Text.Json;

namespace LanguageModels.Configuration;

/// <summary>
/// A JSON object of a model folder. Every member names the file and the field when something else is found
/// (<see cref="InvalidDataException"/>), and everything has a limit, because a folder may come from anywhere.
/// </summary>
internal sealed class ConfigFile
{
    private const long LongestFile = 16 << 20;
    private const int LongestName = 128, LongestShown = 60;

    private readonly string _path;
    private readonly string _place;
    private readonly JsonElement _fields;

    private ConfigFile(string path, string place, JsonElement fields) => (_path, _place, _fields) = (path, place, fields);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is missing, too large, or no JSON object.</exception>
    public static ConfigFile Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > LongestFile)
        {
            throw new InvalidDataException($"{path}: expected a JSON file of at most {LongestFile} bytes; {(file.Exists ? $"it has {file.Length}" : "there is none")}.");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 32, CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ConfigFile(path, "", document.RootElement.Clone())
                : throw new InvalidDataException($"{path}: expected a JSON object, found {document.RootElement.ValueKind}.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: this is no JSON: {e.Message}", e);
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

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string name) => _fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>An object inside; null where it is absent or null.</summary>
    public ConfigFile? Object(string name) => Find(name, JsonValueKind.Object) is { } value ? new ConfigFile(_path, $"{_place}{name}.", value) : null;

    /// <summary>An object inside that must be there.</summary>
    public ConfigFile Section(string name) => Object(name) ?? throw Wrong(name, "an object", "nothing");

    /// <summary>A text; null where it is absent or null.</summary>
    public string? Text(string name) => Find(name, JsonValueKind.String)?.GetString();

    /// <summary>A name of 1 to 128 characters that must be there, without control characters.</summary>
    public string Name(string name) => Text(name) is { Length: > 0 and <= LongestName } text && !text.Any(char.IsControl)
        ? text
        : throw Wrong(name, $"a text of 1 to {LongestName} characters", Shown(name));

    /// <summary>Full path of a file that lies beside the configuration and must be there.</summary>
    public string FileBeside(string name)
    {
        var text = Name(name);
        if (text != Path.GetFileName(text) || text is "." or "..")
        {
            throw Wrong(name, "the name of a file in the folder", text);
        }

        var path = Path.Combine(Path.GetDirectoryName(_path)!, text);
        return File.Exists(path) ? path : throw new InvalidDataException($"{path} does not exist; {_place}{name} of {_path} names it.");
    }

    /// <summary>A yes or no; null where it is absent or null.</summary>
    public bool? Flag(string name) => _fields.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    /// <summary>A number; null where it is absent or null.</summary>
    public double? Number(string name) => Find(name, JsonValueKind.Number)?.GetDouble();

    /// <summary>A whole number; null where it is absent or null.</summary>
    public int? Integer(string name) => Find(name, JsonValueKind.Number) is { } value
        ? value.TryGetInt32(out var number) ? number : throw Wrong(name, "a whole number", Shown(name))
        : null;

    /// <summary>A whole number above 0 that must be there.</summary>
    public int Size(string name) => Within(name, 1, int.MaxValue);

    /// <summary>A whole number within limits that must be there.</summary>
    public int Within(string name, int least, int most) => Find(name, JsonValueKind.Number) is { } value && value.TryGetInt32(out var number) && number >= least && number <= most
        ? number
        : throw Wrong(name, most == int.MaxValue ? $"a whole number above {least - 1}" : $"a whole number from {least} to {most}", Shown(name));

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
    public InvalidDataException Wrong(string name, string expected, string found) => new($"{_path}: '{_place}{name}': expected {expected}, found {found}.");

    private JsonElement? Find(string name, JsonValueKind kind)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = _fields.GetProperty(name);
        return value.ValueKind == kind ? value : throw Wrong(name, kind.ToString(), value.ValueKind.ToString());
    }

    private string Shown(string name)
    {
        var text = Has(name) ? _fields.GetProperty(name).GetRawText() : "nothing";
        return text.Length <= LongestShown ? text : text[..LongestShown] + "...";
    }
}
