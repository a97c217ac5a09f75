using System.Text.Json;
using Protocol.Errors;

namespace Protocol.Members;

/// <summary>
/// Reads the members of a JSON object one after the other; the first mistake stays and is what the client is told. Null means
/// "not said". For bodies of administration, which are small; those of chats are read without a tree. The body must be checked
/// for unpaired surrogates before.
/// </summary>
public sealed class JsonMembers
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly JsonMembers _root;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private ApiError? _mistake;

    /// <summary>Reads the members of a body.</summary>
    /// <param name="body">The root of the body.</param>
    public JsonMembers(JsonElement body)
    {
        (_object, _path, _root) = (body, "", this);
        if (body.ValueKind != JsonValueKind.Object)
        {
            Fault(ApiError.InvalidRequest($"Expected a JSON object, found {Kind(body)}.", null, "invalid_type"));
        }
    }

    /// <summary>Reads the members of a part of a body.</summary>
    /// <param name="value">The part.</param>
    /// <param name="path">Where it stands in the body, for errors.</param>
    public JsonMembers(JsonElement value, string path)
        : this(value, path, null)
    {
    }

    private JsonMembers(JsonElement value, string path, JsonMembers? root)
    {
        (_object, _path, _root) = (value, path, root ?? this);
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fault(WrongType("", "an object", value));
        }
    }

    /// <summary>The first mistake so far; null when there was none.</summary>
    public ApiError? Mistake => _root._mistake;

    /// <summary>Whether a member was said, be it as null.</summary>
    public bool Has(string name) => _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out _);

    /// <summary>Notes a mistake, unless there was one before.</summary>
    public void Fault(ApiError mistake) => _root._mistake ??= mistake;

    /// <summary>Notes that the value of a member is wrong.</summary>
    /// <param name="name">The member.</param>
    /// <param name="expected">What was expected, and what was found.</param>
    public void Fault(string name, string expected) => Fault(ApiError.InvalidRequest($"Invalid '{PathOf(name)}': {expected}", PathOf(name), "invalid_value"));

    /// <summary>A text of at most so many characters.</summary>
    public string? Text(string name, int maxLength)
    {
        if (Value(name, JsonValueKind.String, "a string") is not { } value)
        {
            return null;
        }

        var text = value.GetString()!; // Its kind is string.
        if (text.Length > maxLength)
        {
            Fault(name, $"expected at most {maxLength} characters, found {text.Length}.");
        }

        return text;
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name, int maxLength) => Text(name, maxLength) ?? Missing(name);

    /// <summary>One of a few words.</summary>
    public string? Word(string name, params ReadOnlySpan<string> allowed)
    {
        var word = Text(name, int.MaxValue);
        if (word is not null && !allowed.Contains(word))
        {
            Fault(ApiError.InvalidRequest($"Invalid value: {ClientText.Quote(word)}. Supported values are: {string.Join(", ", allowed.ToArray().Select(one => $"'{one}'"))}.", PathOf(name), "invalid_value"));
        }

        return word;
    }

    /// <summary>A whole number in a range.</summary>
    public int? Integer(string name, int least, int most)
    {
        if (Value(name, JsonValueKind.Number, "a whole number") is not { } value)
        {
            return null;
        }

        if (!value.TryGetInt32(out var number) || number < least || number > most)
        {
            Fault(name, $"expected a whole number of {least} to {most}, found {ClientText.Clean(value.GetRawText(), 40)}.");
            return null;
        }

        return number;
    }

    /// <summary>A number in a range.</summary>
    public double? Number(string name, double least, double most)
    {
        if (Value(name, JsonValueKind.Number, "a number") is not { } value)
        {
            return null;
        }

        if (!value.TryGetDouble(out var number) || !(number >= least && number <= most))
        {
            Fault(name, FormattableString.Invariant($"expected a number of {least} to {most}, found {ClientText.Clean(value.GetRawText(), 40)}."));
            return null;
        }

        return number;
    }

    /// <summary>True or false.</summary>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Fault(WrongType(name, "a boolean", value));
            return null;
        }

        return value.GetBoolean();
    }

    /// <summary>The members of an object.</summary>
    public JsonMembers? Object(string name) => TryGet(name, out var value) ? new JsonMembers(value, PathOf(name), _root) : null;

    /// <summary>The value of a member as it is.</summary>
    public JsonElement? Any(string name) => TryGet(name, out var value) ? value : null;

    /// <summary>The members of each object of an array.</summary>
    public IReadOnlyList<JsonMembers>? Objects(string name, int least, int most) => Items(name, least, most)
        ?.Select((item, i) => new JsonMembers(item, $"{PathOf(name)}[{i}]", _root)).ToList();

    /// <summary>The texts of an array.</summary>
    public IReadOnlyList<string>? Texts(string name, int least, int most)
    {
        var texts = new List<string>();
        foreach (var item in Items(name, least, most) ?? [])
        {
            if (item.ValueKind != JsonValueKind.String)
            {
                Fault(WrongType($"{name}[{texts.Count}]", "a string", item));
                return null;
            }

            texts.Add(item.GetString()!); // Its kind is string.
        }

        return TryGet(name, out _) ? texts : null;
    }

    /// <summary>Where a member is, as errors name it.</summary>
    public string PathOf(string name) => _path.Length == 0 ? name : name.Length == 0 ? _path : $"{_path}.{name}";

    /// <summary>To be called when all known members were read: others are mistakes.</summary>
    public void End()
    {
        if (_object.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in _object.EnumerateObject())
        {
            if (!_known.Contains(member.Name))
            {
                Fault(ApiError.InvalidRequest($"Unknown parameter: {ClientText.Quote(PathOf(member.Name))}.", PathOf(member.Name), "unknown_parameter"));
                return;
            }
        }
    }

    /// <summary>The kind of a value, as errors say it.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private IReadOnlyList<JsonElement>? Items(string name, int least, int most)
    {
        if (Value(name, JsonValueKind.Array, "an array") is not { } array)
        {
            return null;
        }

        var count = array.GetArrayLength();
        if (count < least || count > most)
        {
            Fault(name, $"expected {least} to {most} items, found {count}.");
            return null;
        }

        return [.. array.EnumerateArray()];
    }

    private JsonElement? Value(string name, JsonValueKind kind, string expected)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != kind)
        {
            Fault(WrongType(name, expected, value));
            return null;
        }

        return value;
    }

    private bool TryGet(string name, out JsonElement value)
    {
        _known.Add(name);
        value = default;
        return _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private string Missing(string name)
    {
        Fault(ApiError.InvalidRequest($"Missing required parameter: '{PathOf(name)}'.", PathOf(name), "missing_required_parameter"));
        return "";
    }

    private ApiError WrongType(string name, string expected, JsonElement found) =>
        ApiError.InvalidRequest($"Invalid type for '{PathOf(name)}': expected {expected}, but got {Kind(found)} instead.", PathOf(name), "invalid_type");
}
