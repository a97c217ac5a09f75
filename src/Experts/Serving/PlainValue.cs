using System.Globalization;
using System.Text.Json;

namespace Experts.Serving;

/// <summary>JSON as the plain .NET values that templates work on.</summary>
internal static class PlainValue
{
    /// <summary>Converts a value.</summary>
    /// <param name="element">The value.</param>
    /// <param name="text">Changes every text in it, names of members too.</param>
    public static object? Of(JsonElement element, Func<string, string> text) => element.ValueKind switch
    {
        JsonValueKind.Object => Members(element, text),
        JsonValueKind.Array => element.EnumerateArray().Select(item => Of(item, text)).ToList(),
        JsonValueKind.String => text(element.GetString()!), // a string has its text
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : double.Parse(element.GetRawText(), CultureInfo.InvariantCulture),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static Dictionary<string, object?> Members(JsonElement element, Func<string, string> text)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            members[text(member.Name)] = Of(member.Value, text);
        }

        return members;
    }
}
