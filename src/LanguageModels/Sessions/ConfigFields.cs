using System.Text.Json;

namespace LanguageModels.Sessions;

/// <summary>One object of a configuration file; every error names file and field.</summary>
internal sealed class ConfigFields(string file, JsonElement element, string place = "")
{
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
