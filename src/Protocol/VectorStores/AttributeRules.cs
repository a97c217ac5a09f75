using System.Text.Json;
using Protocol.Errors;
using Protocol.Members;

namespace Protocol.VectorStores;

/// <summary>What metadata and attributes may be like: at most 16, keys of 64 characters, texts of 512.</summary>
internal static class AttributeRules
{
    public const int MaxCount = 16;
    public const int MaxKey = 64;
    public const int MaxText = 512;

    /// <summary>Checks attributes (texts, numbers, truth values); the element itself, or null when none were said.</summary>
    public static JsonElement? Attributes(JsonMembers body, string name)
    {
        if (Object(body, name) is not { } attributes)
        {
            return null;
        }

        foreach (var attribute in attributes.EnumerateObject())
        {
            var isNumber = attribute.Value.ValueKind == JsonValueKind.Number && attribute.Value.TryGetDouble(out var number) && double.IsFinite(number);
            if (!isNumber && attribute.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.True or JsonValueKind.False))
            {
                body.Fault($"{name}.{attribute.Name}", $"expected a string, a number or a boolean, but got {JsonMembers.Kind(attribute.Value)}.");
            }
        }

        return attributes.Clone();
    }

    /// <summary>Reads metadata (texts alone); null when none were said.</summary>
    public static IReadOnlyDictionary<string, string>? Metadata(JsonMembers body, string name)
    {
        if (Object(body, name) is not { } metadata)
        {
            return null;
        }

        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var note in metadata.EnumerateObject())
        {
            if (note.Value.ValueKind != JsonValueKind.String)
            {
                body.Fault($"{name}.{note.Name}", $"expected a string, but got {JsonMembers.Kind(note.Value)}.");
                return null;
            }

            notes[note.Name] = note.Value.GetString()!; // Its kind is string.
        }

        return notes;
    }

    private static JsonElement? Object(JsonMembers body, string name)
    {
        if (body.Any(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            body.Fault(ApiError.InvalidRequest($"Invalid type for '{body.PathOf(name)}': expected an object, but got {JsonMembers.Kind(value)} instead.", body.PathOf(name), "invalid_type"));
            return null;
        }

        return CheckSizes(body, name, value) ? value : null;
    }

    private static bool CheckSizes(JsonMembers body, string name, JsonElement value)
    {
        var members = value.EnumerateObject().ToList();
        if (members.Count > MaxCount)
        {
            body.Fault(name, $"expected at most {MaxCount} members, found {members.Count}.");
        }
        else if (members.Find(member => member.Name.Length is 0 or > MaxKey) is { Value.ValueKind: not JsonValueKind.Undefined })
        {
            body.Fault(name, $"expected keys of 1 to {MaxKey} characters.");
        }
        else if (members.Find(member => member.Value.ValueKind == JsonValueKind.String && member.Value.GetString()!.Length > MaxText) is { Value.ValueKind: not JsonValueKind.Undefined } tooLong)
        {
            body.Fault($"{name}.{tooLong.Name}", $"expected at most {MaxText} characters.");
        }
        else
        {
            return true;
        }

        return false;
    }
}
