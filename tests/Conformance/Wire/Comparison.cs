using System.Text.Json.Nodes;

namespace Conformance.Wire;

/// <summary>Finds where two observations differ.</summary>
internal static class Comparison
{
    /// <summary>One line for each place where they differ; none when the user sees the same.</summary>
    public static IEnumerable<string> Differences(JsonNode? direct, JsonNode? gateway, string path = "") =>
        (direct, gateway) switch
        {
            (JsonObject before, JsonObject behind) => before.Select(field => field.Key)
                .Union(behind.Select(field => field.Key))
                .SelectMany(name => Members(before, behind, name, $"{path}.{name}")),
            (JsonArray before, JsonArray behind) when before.Count == behind.Count =>
                before.Zip(behind).SelectMany((pair, at) => Differences(pair.First, pair.Second, $"{path}[{at}]")),
            _ => JsonNode.DeepEquals(direct, gateway) ? [] : [Line(path, direct, gateway)],
        };

    // A field that is null and one that is absent are different to those who look at the raw answer.
    private static IEnumerable<string> Members(JsonObject direct, JsonObject gateway, string name, string path) =>
        (direct.TryGetPropertyValue(name, out JsonNode? before), gateway.TryGetPropertyValue(name, out JsonNode? behind)) switch
        {
            (true, true) => Differences(before, behind, path),
            (true, false) => [$"{path}: directly {Text(before)}, absent through the gateway"],
            _ => [$"{path}: absent directly, {Text(behind)} through the gateway"],
        };

    private static string Line(string path, JsonNode? direct, JsonNode? gateway) =>
        $"{path}: directly {Text(direct)}, through the gateway {Text(gateway)}";

    private static string Text(JsonNode? node)
    {
        const int enough = 600;
        string text = node?.ToJsonString() ?? "null";
        return text.Length <= enough ? text : text[..enough] + "…";
    }
}
