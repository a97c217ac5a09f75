using System.Text.Json.Serialization;

namespace Audit.Records;

/// <summary>Where token counts come from.</summary>
public enum TokenSource
{
    /// <summary>Nobody counted.</summary>
    [JsonStringEnumMemberName("none")] None,

    /// <summary>The upstream reported them.</summary>
    [JsonStringEnumMemberName("upstream")] Upstream,

    /// <summary>The gateway estimated them.</summary>
    [JsonStringEnumMemberName("estimated")] Estimated,
}
