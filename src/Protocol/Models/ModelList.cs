using System.Text.Json.Serialization;

namespace Protocol.Models;

/// <summary>The answer to <c>GET /v1/models</c>.</summary>
/// <param name="Data">The models the caller may use.</param>
public sealed record ModelList(IReadOnlyList<ModelCard> Data)
{
    /// <summary>Always <c>list</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Object => "list";
}
