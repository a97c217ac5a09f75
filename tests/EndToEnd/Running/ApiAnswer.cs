using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EndToEnd.Running;

/// <summary>An answer as it came over the wire, byte for byte.</summary>
internal sealed record ApiAnswer(int Status, FrozenDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidDataException($"Expected JSON, found: {Text}");

    /// <summary>The record of this answer, from its header.</summary>
    public string AuditId => Headers.TryGetValue("x-gateway-audit-id", out string? id)
        ? id
        : throw new InvalidDataException($"Expected the header x-gateway-audit-id, found status {Status} with: {Text}");

    /// <summary>SHA-256 of the body, as records write it.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Body));

    /// <summary>The text of the first choice, from a whole answer or joined from a stream.</summary>
    public string Content => IsStream
        ? string.Concat(Chunks.Select(chunk => (string?)chunk["choices"]?.AsArray().FirstOrDefault()?["delta"]?["content"]))
        : (string?)Json["choices"]?[0]?["message"]?["content"] ?? "";

    /// <summary>The citations of the first choice, from a whole answer or from the chunks of a stream.</summary>
    public IEnumerable<JsonNode> Citations => (IsStream
            ? Chunks.SelectMany(chunk => chunk["choices"]?.AsArray().FirstOrDefault()?["delta"]?["annotations"]?.AsArray() ?? [])
            : Json["choices"]?[0]?["message"]?["annotations"]?.AsArray() ?? [])
        .Select(annotation => annotation!["url_citation"]!);

    /// <summary>The events of a stream, without its end mark.</summary>
    public IEnumerable<JsonNode> Chunks => Events.Where(data => data != "[DONE]").Select(data => JsonNode.Parse(data)!);

    /// <summary>The data of each event of a stream.</summary>
    public IEnumerable<string> Events => Text
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .Where(block => block.StartsWith("data: ", StringComparison.Ordinal))
        .Select(block => block["data: ".Length..]);

    private bool IsStream => Headers.GetValueOrDefault("content-type", "").StartsWith("text/event-stream", StringComparison.Ordinal);
}
