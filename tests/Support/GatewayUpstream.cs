using System.Collections.Immutable;

namespace Support;

/// <summary>One configured upstream of a <see cref="GatewayProcess"/>.</summary>
/// <param name="Name">Its name in the configuration: letters and digits.</param>
/// <param name="BaseUrl">Its address, with the <c>/v1</c>.</param>
/// <param name="ApiKey">The key that the gateway presents to it.</param>
/// <param name="Models">The model ids that it serves.</param>
public sealed record GatewayUpstream(string Name, Uri BaseUrl, string ApiKey, ImmutableArray<string> Models)
{
    /// <summary>Further settings of this upstream by their names, such as <c>MaxRetries</c>.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    internal IEnumerable<KeyValuePair<string, string>> Environment()
    {
        string prefix = $"Upstreams__{Name}__";
        yield return KeyValuePair.Create(prefix + "BaseUrl", BaseUrl.ToString());
        yield return KeyValuePair.Create(prefix + "ApiKey", ApiKey);
        for (int at = 0; at < Models.Length; at++)
        {
            yield return KeyValuePair.Create($"{prefix}Models__{at}", Models[at]);
        }

        foreach ((string name, string value) in Settings)
        {
            yield return KeyValuePair.Create(prefix + name, value);
        }
    }
}
