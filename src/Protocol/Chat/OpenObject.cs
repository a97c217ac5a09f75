using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>A JSON object that may have more members than its type names: what nobody has heard of is kept and written back.</summary>
public abstract record OpenObject
{
    /// <summary>The members that the type does not name; empty when there are none.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, JsonElement> Extra
    {
        get => Unnamed ?? (IReadOnlyDictionary<string, JsonElement>)ReadOnlyDictionary<string, JsonElement>.Empty;
        init => Unnamed = value.Count == 0 ? null : new Dictionary<string, JsonElement>(value);
    }

    // The serializer fills a dictionary that it can set; nobody else sets it after construction.
    [JsonInclude]
    [JsonExtensionData]
    internal Dictionary<string, JsonElement>? Unnamed { get; set; }
}
