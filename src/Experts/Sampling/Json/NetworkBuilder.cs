namespace Experts.Sampling.Json;

/// <summary>
/// Builds a recursive transition network (Woods 1970): nodes joined by bytes, by nothing, or by a call of another rule. A rule runs from
/// its start node to its end node, and no rule matches nothing.
/// </summary>
internal sealed class NetworkBuilder
{
    private const int MaximumNodes = 200_000, MaximumEdges = 1_000_000;

    private readonly List<Node> _nodes = [];
    private int _emptyEdges;

    /// <summary>Rules in the order of their making.</summary>
    public List<Rule> Rules { get; } = [];

    /// <summary>Where the schema now being built stands, for messages.</summary>
    public string Path { get; set; } = "#";

    /// <summary>A node that nothing reaches yet.</summary>
    /// <exception cref="JsonSchemaException">The network grew too large.</exception>
    public int Node()
    {
        if (_nodes.Count == MaximumNodes)
        {
            throw new JsonSchemaException(Path, "schema", $"it needs more than {MaximumNodes} states; lower its lengths and repetitions.");
        }

        _nodes.Add(new Node());
        return _nodes.Count - 1;
    }

    /// <summary>A rule without content.</summary>
    /// <param name="nests">Whether it counts for the depth of nesting.</param>
    public Rule Rule(bool nests)
    {
        var rule = new Rule(Node(), Node(), nests, Path);
        _nodes[rule.End].IsEnd = true;
        Rules.Add(rule);
        return rule;
    }

    /// <summary>Joins two nodes by any byte of a range.</summary>
    public void Join(int from, byte least, byte most, int to) => _nodes[from].Bytes.Add(new ByteEdge(least, most, to));

    /// <summary>Joins two nodes by nothing.</summary>
    /// <exception cref="JsonSchemaException">The network grew too large.</exception>
    public void Join(int from, int to)
    {
        if (++_emptyEdges > MaximumEdges)
        {
            throw new JsonSchemaException(Path, "schema", $"it needs more than {MaximumEdges} transitions; lower its repetitions.");
        }

        _nodes[from].Empty.Add(to);
    }

    /// <summary>Joins two nodes by what a rule matches.</summary>
    public void Call(int from, Rule rule, int to) => _nodes[from].Calls.Add(new CallEdge(rule, to));

    /// <summary>Joins a node by a text's bytes to a new one.</summary>
    /// <returns>The new one.</returns>
    public int Literal(int from, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            var to = Node();
            Join(from, value, value, to);
            from = to;
        }

        return from;
    }

    /// <summary>As <see cref="Literal"/>, from a node that only this joins: texts that begin alike share their beginning.</summary>
    public int Branch(int from, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            var known = _nodes[from].Bytes.Find(edge => edge.Least == value);
            from = known == default ? Step(from, value, value) : known.To;
        }

        return from;
    }

    /// <summary>A byte, then perhaps one blank.</summary>
    /// <returns>The node behind.</returns>
    public int Separator(int from, byte value)
    {
        var before = Node();
        var behind = Node();
        Join(from, value, value, before);
        Join(before, (byte)' ', (byte)' ', behind);
        Join(before, behind);
        return behind;
    }

    /// <summary>Joins two nodes by byte texts of one length, from a least to a most in the order of bytes, whose later bytes lie in a range.</summary>
    public void Range(int from, ReadOnlySpan<byte> least, ReadOnlySpan<byte> most, (byte Low, byte High) later, int to)
    {
        if (least.Length == 1)
        {
            Join(from, least[0], most[0], to);
            return;
        }

        if (least[0] == most[0])
        {
            Range(Step(from, least[0], least[0]), least[1..], most[1..], later, to);
            return;
        }

        Span<byte> lowest = stackalloc byte[least.Length - 1];
        Span<byte> highest = stackalloc byte[least.Length - 1];
        lowest.Fill(later.Low);
        highest.Fill(later.High);
        var (first, last) = ((int)least[0], (int)most[0]);
        if (!least[1..].SequenceEqual(lowest))
        {
            Range(Step(from, first, first), least[1..], highest, later, to);
            first++;
        }

        if (!most[1..].SequenceEqual(highest))
        {
            Range(Step(from, last, last), lowest, most[1..], later, to);
            last--;
        }

        if (first <= last)
        {
            Range(Step(from, first, last), lowest, highest, later, to);
        }
    }

    /// <summary>The finished network.</summary>
    public Network Build(Rule root) => new(_nodes, Rules, root);

    private int Step(int from, int least, int most)
    {
        var to = Node();
        Join(from, (byte)least, (byte)most, to);
        return to;
    }
}
