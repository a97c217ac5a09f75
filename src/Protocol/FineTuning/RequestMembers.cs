using System.Text.Json;
using Protocol.Errors;

namespace Protocol.FineTuning;

/// <summary>The members of one object of a body, with their path for errors. A member that is null counts as left out.</summary>
internal sealed class RequestMembers
{
    private readonly JsonElement _members;
    private readonly string _path;

    /// <exception cref="RequestFlawException">It is no object.</exception>
    public RequestMembers(JsonElement members, string path) => (_members, _path) = members.ValueKind == JsonValueKind.Object
        ? (members, path)
        : throw new RequestFlawException(ApiError.InvalidRequest($"Expected an object{(path.Length > 0 ? $" for '{path.TrimEnd('.')}'" : "")}.", path.Length > 0 ? path.TrimEnd('.') : null, "invalid_type"));

    /// <summary>Refuses members of other names.</summary>
    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var member in _members.EnumerateObject())
        {
            if (!names.Contains(member.Name))
            {
                throw new RequestFlawException(ApiError.InvalidRequest($"Unknown parameter: {ClientText.Quote(_path + member.Name)}.", _path + member.Name, "unknown_parameter"));
            }
        }
    }

    /// <summary>A member; null when left out.</summary>
    public JsonElement? Find(string name) => _members.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>An object; null when left out.</summary>
    public RequestMembers? Object(string name) => Find(name) is { } value ? new RequestMembers(value, $"{_path}{name}.") : null;

    /// <summary>A text of 1 to some characters; null when left out.</summary>
    public string? Text(string name, int longest)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text && text.Length <= longest
            ? text
            : throw Wrong(name, $"expected a text of 1 to {longest} characters");
    }

    /// <summary>A whole number; null when left out.</summary>
    public long? Integer(string name, long least, long most)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(name, $"expected a whole number of {least} to {most}");
    }

    /// <summary>A whole number; null when left out or <c>auto</c>.</summary>
    public long? IntegerOrAuto(string name, long least, long most) => IsAuto(name) ? null : Integer(name, least, most);

    /// <summary>A number over 0, at most 1,000; null when left out or <c>auto</c>.</summary>
    public double? NumberOrAuto(string name)
    {
        if (IsAuto(name) || Find(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is > 0 and <= 1_000
            ? number
            : throw Wrong(name, "expected a number over 0, at most 1000");
    }

    /// <summary>The error for a member that is not what it should be.</summary>
    public RequestFlawException Wrong(string name, string why) => new(ApiError.InvalidRequest($"Invalid '{_path}{name}': {why}.", _path + name, "invalid_value"));

    /// <summary>The error for a member that is not there.</summary>
    public RequestFlawException Missing(string name) => new(ApiError.InvalidRequest($"Missing required parameter: '{_path}{name}'.", _path + name, "missing_required_parameter"));

    private bool IsAuto(string name) => Find(name) is { ValueKind: JsonValueKind.String } value && value.ValueEquals("auto"u8);
}
