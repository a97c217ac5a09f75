using System.Globalization;
using System.Text.Json;

namespace Experts.Sampling.Json;

/// <summary>A schema and where it stands. Reads keywords and refuses what they cannot hold.</summary>
/// <param name="Element">The JSON.</param>
/// <param name="Path">JSON pointer as a fragment.</param>
/// <param name="Depth">Schemas around it.</param>
internal sealed record Schema(JsonElement Element, string Path, int Depth)
{
    private const int MaximumDepth = 64;
    private const int MaximumCount = 10_000;

    /// <summary>Whether a keyword is there.</summary>
    public bool Has(string keyword) => Find(keyword) is not null;

    /// <summary>A keyword's value.</summary>
    public JsonElement? Find(string keyword) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(keyword, out var value) ? value : null;

    /// <summary>A schema within this one.</summary>
    public Schema Child(JsonElement element, string keyword, string? name = null)
    {
        if (Depth == MaximumDepth)
        {
            throw Refuse(keyword, $"schemas nest more than {MaximumDepth} deep.");
        }

        var tail = name is null ? "" : "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return new Schema(element, $"{Path}/{keyword}{tail}", Depth + 1);
    }

    /// <summary>A count from zero on; null where the keyword is absent.</summary>
    public int? Count(string keyword)
    {
        if (Find(keyword) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count is >= 0 and <= MaximumCount
            ? count
            : throw Refuse(keyword, $"a whole number from 0 to {MaximumCount} was expected, found {Show(value)}.");
    }

    /// <summary>A text; null where the keyword is absent.</summary>
    public string? Text(string keyword) => Find(keyword) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Refuse(keyword, $"a string was expected, found {Show(value)}.");

    /// <summary>Items of an array; none where the keyword is absent.</summary>
    public IEnumerable<JsonElement> Items(string keyword) => Find(keyword) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : throw Refuse(keyword, $"an array was expected, found {Show(value)}.");

    /// <summary>Members of an object; none where the keyword is absent.</summary>
    public IEnumerable<JsonProperty> Members(string keyword) => Find(keyword) is not { } value ? []
        : value.ValueKind == JsonValueKind.Object ? value.EnumerateObject()
        : throw Refuse(keyword, $"an object was expected, found {Show(value)}.");

    /// <summary>Refuses every keyword but some; annotations are always allowed.</summary>
    public void Allow(string context, IReadOnlyCollection<string> keywords)
    {
        foreach (var member in Element.EnumerateObject())
        {
            if (!keywords.Contains(member.Name) && !IsAnnotation(member.Name))
            {
                throw Refuse(member.Name, $"this keyword is not supported {context}.");
            }
        }
    }

    /// <summary>An exception that names this place.</summary>
    public JsonSchemaException Refuse(string keyword, string message) => new(Path, keyword, message);

    /// <summary>A value cut to a length that fits a message.</summary>
    public static string Show(JsonElement value) =>
        value.GetRawText() is { Length: > 40 } text ? string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 40)}...") : value.GetRawText();

    private static bool IsAnnotation(string keyword) => keyword is "title" or "description" or "default" or "examples" or "deprecated" or "readOnly"
        or "writeOnly" or "$schema" or "$id" or "$comment" or "$defs" or "definitions";
}
