using System.Text.Json.Nodes;

namespace Conformance.Wire;

/// <summary>A case asked for in one mode: one call of a client, one line of its observations.</summary>
/// <param name="Case">The request.</param>
/// <param name="Mode">How the answer is asked for.</param>
public sealed record WireCell(WireCase Case, WireMode Mode)
{
    /// <summary>Its name, such as <c>crlf/StreamWithUsage</c>.</summary>
    public string Id => $"{Case.Name}/{Mode}";

    /// <summary>Whether the answer comes in events.</summary>
    public bool Streams => Mode is not WireMode.Whole;

    /// <summary>The <c>user</c> by which the upstream's records tell this call from all others.</summary>
    public string User(IWireClient client) => $"{client.Name}/{Id}";

    /// <summary>The cell as the runners of the npm clients read it.</summary>
    public JsonObject ToJson(IWireClient client) => new()
    {
        ["id"] = Id,
        ["model"] = Case.Model,
        ["stream"] = Streams,
        ["usage"] = Mode is WireMode.StreamWithUsage,
        ["user"] = User(client),
        ["tools"] = Case.Tools,
        ["retries"] = Case.Retries,
        ["extra"] = Case.Extra.DeepClone(),
    };
}
