using System.Text.Json;

namespace LanguageModels.Sessions;

/// <summary>One object of a configuration file; every error names file and field.</summary>
internal sealed class ConfigFields(string file, JsonElement element, string place = "")
{
    public const int MaxNameLength = 128;
    private const int MaxBytes = 1 << 20;

    /// <summary>Reads a whole configuration file.</summary>
    public static JsonDocument Parse(string path)
    {
        var found = new FileInfo(path);
        if (!found.Exists)
        {
            throw new ModelFolderException($"{path} does not exist: not a model folder of this kind. Import the model first.");
        }

        if (found.Length > MaxBytes)
        {
            throw new ModelFolderException($"{path} has {found.Length} bytes, at most {MaxBytes} are read.");
        }

        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 32, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException e)
        {
            throw new ModelFolderException($"{path} is not JSON: {e.Message}", e);
        }
    }

    public bool Has(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public ConfigFields Section(string name)
    {
        var value = Value(name);
        return value.ValueKind == JsonValueKind.Object ? new ConfigFields(file, value, $"{place}{name}.") : throw Wrong(name, "an object", Shown(value));
    }

    public int Number(string name, int least, int most) => Number(name, Value(name), least, most);

    public IReadOnlyList<int> Numbers(string name, int least, int most, int maxCount)
    {
        var value = Value(name);
        if (value.ValueKind != JsonValueKind.Array)
        {
            return [Number(name, value, least, most)];
        }

        return value.GetArrayLength() <= maxCount
            ? [.. value.EnumerateArray().Select(one => Number(name, one, least, most))]
            : throw Wrong(name, $"at most {maxCount} numbers", $"{value.GetArrayLength()}");
    }

    public string Text(string name, int maxLength)
    {
        var value = Value(name);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is { Length: > 0 } && text.Length <= maxLength && !text.Any(char.IsControl)
            ? text
            : throw Wrong(name, $"a text of 1 to {maxLength} characters", Shown(value));
    }

    /// <summary>Full path of a file that lies beside the configuration.</summary>
    public string FileBeside(string name)
    {
        var text = Text(name, MaxNameLength);
        if (text != Path.GetFileName(text) || text is "." or "..")
        {
            throw Wrong(name, "the name of a file in the folder", text);
        }

        var path = Path.Combine(Path.GetDirectoryName(file)!, text);
        return File.Exists(path) ? path : throw new ModelFolderException($"{path} does not exist; {place}{name} of {file} names it.");
    }

    public ModelFolderException Wrong(string name, string expected, string found) =>
        new($"{file}: {place}{name} should be {expected}, found {found}.");

    private JsonElement Value(string name) =>
        Has(name) ? element.GetProperty(name) : throw Wrong(name, "present", "nothing");

    private int Number(string name, JsonElement value, int least, int most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(name, $"a whole number from {least} to {most}", Shown(value));

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..60] + "...";
    }
}
