using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Tests.Running;

/// <summary>An answer of a hosted gateway.</summary>
public sealed record ApiReply(int Status, byte[] Body, string? AuditId)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body) ?? throw new InvalidDataException($"expected JSON, found {Text}");

    /// <summary>The error of the envelope: status and the member at fault.</summary>
    public (int Status, string? Param) Error => Json["error"] is { } error && error["message"] is not null
        ? (Status, (string?)error["param"])
        : throw new InvalidDataException($"expected an error envelope, found {Status} with {Text}");
}
