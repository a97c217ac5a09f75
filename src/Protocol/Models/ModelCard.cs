using System.Text.Json.Serialization;

namespace Protocol.Models;

/// <summary>A model that can be asked for (OpenAI's Model schema).</summary>
/// <param name="Id">The name to ask for it by.</param>
/// <param name="Created">When it came to be, seconds since 1970.</param>
/// <param name="OwnedBy">Who runs it.</param>
public sealed record ModelCard([property: JsonPropertyOrder(-2)] string Id, long Created, string OwnedBy)
{
    /// <summary>Always <c>model</c>.</summary>
    [JsonPropertyOrder(-1)]
    public string Object => "model";
}
