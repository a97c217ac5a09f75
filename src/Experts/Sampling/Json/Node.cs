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

    /// <summary>The node with its lists, as objects of a 64-bit runtime.</summary>
    public int MemoryBytes => 152 + List(Bytes.Capacity, 12) + List(Empty.Capacity, sizeof(int)) + List(Calls.Capacity, 16);

    private static int List(int capacity, int size) => capacity == 0 ? 0 : 24 + (capacity * size);
}
