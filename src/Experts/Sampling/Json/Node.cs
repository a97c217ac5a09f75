namespace Experts.Sampling.Json;

/// <summary>Any byte of a range leads to a node.</summary>
internal readonly record struct ByteEdge(byte Least, byte Most, int To);

/// <summary>What a rule matches leads to a node.</summary>
internal readonly record struct CallEdge(Rule Rule, int To);

/// <summary>A part of the network that can call itself.</summary>
/// <param name="Start">Its first node.</param>
/// <param name="End">Its last node.</param>
/// <param name="Nests">Whether it counts for the depth of nesting.</param>
/// <param name="Path">The schema it was made for.</param>
internal sealed record Rule(int Start, int End, bool Nests, string Path);

/// <summary>A place in the network. Changed only while the network is built.</summary>
internal sealed class Node
{
    public List<ByteEdge> Bytes { get; } = [];

    public List<int> Empty { get; } = [];

    public List<CallEdge> Calls { get; } = [];

    public bool IsEnd { get; set; }

    /// <summary>The least nesting that must follow before the rule ends; a large number where it cannot end.</summary>
    public int Height { get; set; } = Network.Endless;
}
