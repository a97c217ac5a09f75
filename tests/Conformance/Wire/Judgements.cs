using System.Text.Json;
using System.Text.Json.Nodes;

namespace Conformance.Wire;

/// <summary>What must hold where the gateway is meant to differ: a line for each fault, none when all is well.</summary>
internal static class Judgements
{
    private static readonly string[] DocumentedFinish =
        ["stop", "length", "tool_calls", "content_filter", "function_call"];

    public static IEnumerable<string> Noticed(Observation direct, Observation gateway)
    {
        if (!gateway.Noticed)
        {
            yield return "nothing was noticed through the gateway";
        }

        // What had come before the break is the user's all the same.
        if (direct.Text != gateway.Text)
        {
            yield return $"text before the break: directly '{direct.Text}', through the gateway '{gateway.Text}'";
        }

        if ((string?)direct.Error?["code"] is { } code && (string?)gateway.Error?["code"] != code)
        {
            yield return $"code of the error: directly '{code}', through the gateway '{gateway.Error?["code"]}'";
        }
    }

    public static IEnumerable<string> BadGateway(Observation direct, Observation gateway) =>
        gateway.Status == 502 ? [] : [$"status 502 expected, found {gateway.Error?.ToJsonString() ?? "an answer"}"];

    public static IEnumerable<string> FailedOrMapped(Observation direct, Observation gateway) =>
        gateway.Noticed ? [] : UndocumentedFinish(gateway);

    public static IEnumerable<string> MappedFinish(Observation direct, Observation gateway) => 
        Answered(gateway)
            .Concat(UndocumentedFinish(gateway))
            .Concat(direct.Noticed ? [] : Comparison.Differences(WithoutFinish(direct.Seen), WithoutFinish(gateway.Seen)));

    private static IEnumerable<string> UndocumentedFinish(Observation gateway) => gateway.FinishReasons
        .Where(reason => !DocumentedFinish.Contains(Snake(reason)))
        .Select(reason => $"finish reason '{reason}' through the gateway");

    // The client for .NET names the value of an enumeration, and the AI SDK uses hyphens.
    private static string Snake(string reason) => reason switch
    {
        "Stop" => "stop",
        "Length" => "length",
        "ToolCalls" or "tool-calls" => "tool_calls",
        "ContentFilter" or "content-filter" => "content_filter",
        _ => reason,
    };

    public static IEnumerable<string> Wrapped(Observation direct, Observation gateway)
    {
        if (gateway.Status != direct.Status)
        {
            yield return $"status: directly {direct.Status}, through the gateway {gateway.Status}";
        }

        if ((string?)gateway.Seen["contentType"] is { } type and not "application/json")
        {
            yield return $"content type '{type}' through the gateway";
        }

        // Only the client for .NET shows the body; the others show what they made of it.
        if ((string?)gateway.Error?["body"] is { } body && !IsEnvelope(body))
        {
            yield return $"the body through the gateway is not OpenAI's envelope: {body}";
        }
    }

    private static bool IsEnvelope(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject whole && whole["error"] is JsonObject error
                && new[] { "message", "type", "param", "code" }.All(error.ContainsKey);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static IEnumerable<string> SameButUsage(Observation direct, Observation gateway) =>
        Comparison.Differences(WithoutUsage(direct.Seen), WithoutUsage(gateway.Seen));

    public static IEnumerable<string> SameButLabel(Observation direct, Observation gateway) => Comparison.Differences(
        Without(direct.Seen, name => name == "contentType"), Without(gateway.Seen, name => name == "contentType"));

    /// <summary>No error reached the user.</summary>
    public static IEnumerable<string> Answered(Observation gateway) =>
        gateway.Noticed ? [$"an error through the gateway: {gateway.Error?.ToJsonString()}"] : [];

    // The AI SDK shows two of the counts among the provider's own facts.
    private static JsonNode? WithoutUsage(JsonObject seen) => Without(
        seen, name => name is "usage" or "acceptedPredictionTokens" or "rejectedPredictionTokens");

    private static JsonNode? WithoutFinish(JsonObject seen) =>
        Without(seen, name => name is "finish" or "finish_reason" or "rawFinish");

    public static IEnumerable<string> EchoWithUsage(Observation direct, Observation gateway)
    {
        JsonNode? before = WithoutStreamOptions(direct.Text), behind = WithoutStreamOptions(gateway.Text);
        return Comparison.Differences(before, behind, "body");
    }

    private static JsonNode? WithoutStreamOptions(string body)
    {
        JsonNode? json = JsonNode.Parse(body);
        (json as JsonObject)?.Remove("stream_options");
        return json;
    }

    private static JsonNode? Without(JsonNode? node, Func<string, bool> drop) => node switch
    {
        JsonObject inner => new JsonObject(inner
            .Where(field => !drop(field.Key))
            .Select(field => KeyValuePair.Create(field.Key, Without(field.Value, drop)))),
        JsonArray items => new JsonArray([.. items.Select(item => Without(item, drop))]),
        _ => node?.DeepClone(),
    };
}
