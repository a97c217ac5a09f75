using System.Text.Json.Nodes;

namespace Conformance.Wire;

/// <summary>One request that every client makes, directly and through the gateway.</summary>
/// <param name="Name">The case's own name; also the upstream's model unless <see cref="Model"/> says otherwise.</param>
public sealed record WireCase(string Name)
{
    /// <summary>The model asked for: a case of the misbehaving upstream.</summary>
    public string Model { get; init; } = Name;

    /// <summary>Whether the request offers the two tools that the upstream calls.</summary>
    public bool Tools { get; init; }

    /// <summary>Further fields of the request body.</summary>
    public JsonObject Extra { get; init; } = [];

    /// <summary>How often the client may try again; null for what it does by default.</summary>
    public int? Retries { get; init; } = 0;
}
