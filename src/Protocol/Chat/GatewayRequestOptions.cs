using System.Text.Json;
using System.Text.Json.Serialization;

namespace Protocol.Chat;

/// <summary>The <c>x_gateway</c> member of a request, an extension of this gateway.</summary>
public sealed record GatewayRequestOptions
{
    /// <summary>True to get an <c>x_gateway</c> object in the answer: route, sources, audit id.</summary>
    public bool? Include { get; init; }

    /// <summary>Members this type does not name; written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; init; }
}
