using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>Options of an event stream.</summary>
public sealed record StreamOptions
{
    /// <summary>True to get one more chunk before the end, with no choices and the usage of the whole request.</summary>
    public bool? IncludeUsage { get; init; }

    /// <summary>Members this type does not name; written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; init; }
}
