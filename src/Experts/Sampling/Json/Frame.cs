namespace Experts.Sampling.Json;

/// <summary>A place in the network and the places to return to: a stack whose tail is shared. Equal by content; immutable.</summary>
internal sealed class Frame : IEquatable<Frame>
{
    private readonly int _hash;

    /// <param name="node">The place.</param>
    /// <param name="parent">Where to go on when the rule ends; null in the root rule.</param>
    /// <param name="depth">Nesting so far.</param>
    public Frame(int node, Frame? parent, int depth)
    {
        (Node, Parent, Depth) = (node, parent, depth);
        _hash = HashCode.Combine(node, parent?._hash ?? 0);
    }

    public int Node { get; }

    public Frame? Parent { get; }

    public int Depth { get; }

    public bool Equals(Frame? other)
    {
        var mine = this;
        while (!ReferenceEquals(mine, other))
        {
            if (mine is null || other is null || mine._hash != other._hash || mine.Node != other.Node)
            {
                return false;
            }

            (mine, other) = (mine.Parent, other.Parent);
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Frame);

    public override int GetHashCode() => _hash;
}
