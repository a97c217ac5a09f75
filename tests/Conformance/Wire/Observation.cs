using System.Text.Json.Nodes;

namespace Conformance.Wire;

/// <summary>Everything that the user of a client sees of one call, as JSON in the words of that client.</summary>
/// <param name="Seen">Its fields; <c>error</c> is null or says class, status, type, code, param, message.</param>
public sealed record Observation(JsonObject Seen)
{
    /// <summary>Whether the user learned that something went wrong.</summary>
    public bool Noticed => Error is not null || (string?)Seen["finish"] == "error";

    /// <summary>The error as the client reports it, or null.</summary>
    public JsonObject? Error => Seen["error"] as JsonObject;

    /// <summary>The HTTP status of the error, as far as the client shows it.</summary>
    public int? Status => (int?)Error?["status"];

    /// <summary>The text that had been delivered, by choice.</summary>
    public string Text => Seen["choices"] is JsonArray choices
        ? string.Join("\n--\n", choices.Select(choice => (string?)choice?["text"]))
        : Seen["text"] is JsonValue text && text.TryGetValue(out string? value) ? value : "";

    /// <summary>Every finish reason in it, wherever the client shows one.</summary>
    public IEnumerable<string> FinishReasons => Find(Seen).Distinct();

    private static IEnumerable<string> Find(JsonNode? node) => node switch
    {
        JsonObject inner => inner.SelectMany(field => IsFinish(field) is { } reason ? [reason] : Find(field.Value)),
        JsonArray items => items.SelectMany(Find),
        _ => [],
    };

    private static string? IsFinish(KeyValuePair<string, JsonNode?> field) =>
        field.Key is "finish" or "finish_reason" or "rawFinish"
        && field.Value is JsonValue value && value.TryGetValue(out string? reason) ? reason : null;
}
