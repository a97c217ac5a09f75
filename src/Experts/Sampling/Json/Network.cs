namespace Experts.Sampling.Json;

/// <summary>A finished recursive transition network in which every reachable place can still end. Immutable.</summary>
internal sealed class Network
{
    /// <summary>Deepest nesting of objects and arrays.</summary>
    public const int MaximumDepth = 64;

    /// <summary>The height of a node that cannot reach the end of its rule.</summary>
    public const int Endless = 1_000_000;

    private readonly List<Node> _nodes;
    private readonly long _bytes;

    public Network(List<Node> nodes, IReadOnlyList<Rule> rules, Rule root)
    {
        (_nodes, Root) = (nodes, root);
        Measure();
        RefuseEndless();
        RefuseCircles(rules);
        _bytes = nodes.Sum(node => (long)node.MemoryBytes);
    }

    /// <summary>The rule of the whole text.</summary>
    public Rule Root { get; }

    /// <summary>Nesting of the root's own nodes.</summary>
    public int RootDepth => Root.Nests ? 1 : 0;

    public Node this[int node] => _nodes[node];

    /// <summary>Bytes of all nodes and edges: a close estimate from the sizes of their parts.</summary>
    public long Bytes => _bytes;

    /// <summary>Heights by relaxation, to and fro: chains of references settle soon in whichever order they come.</summary>
    private void Measure()
    {
        while (Relax(_nodes.AsEnumerable().Reverse()) && Relax(_nodes))
        {
        }
    }

    private bool Relax(IEnumerable<Node> nodes)
    {
        var changed = false;
        foreach (var node in nodes)
        {
            var height = HeightOf(node);
            changed |= height < node.Height;
            node.Height = height;
        }

        return changed;
    }

    private int HeightOf(Node node)
    {
        var height = node.IsEnd ? 0 : Endless;
        foreach (var edge in node.Bytes)
        {
            height = Math.Min(height, _nodes[edge.To].Height);
        }

        foreach (var to in node.Empty)
        {
            height = Math.Min(height, _nodes[to].Height);
        }

        foreach (var call in node.Calls)
        {
            height = Math.Min(height, Math.Max(_nodes[call.To].Height, _nodes[call.Rule.Start].Height + (call.Rule.Nests ? 1 : 0)));
        }

        return Math.Min(height, Endless);
    }

    private void RefuseEndless()
    {
        if (_nodes[Root.Start].Height + RootDepth > MaximumDepth)
        {
            throw new JsonSchemaException(Root.Path, "schema", $"no value of at most {MaximumDepth} levels fits; a reference needs a way out, such as null.");
        }
    }

    /// <summary>A rule that calls itself before any byte would be looked for without end.</summary>
    private void RefuseCircles(IReadOnlyList<Rule> rules)
    {
        var calls = rules.ToDictionary(rule => rule, FirstCalls);
        for (var left = -1; left != calls.Count;)
        {
            left = calls.Count;
            foreach (var rule in rules.Reverse().Concat(rules))
            {
                if (calls.TryGetValue(rule, out var called) && !called.Any(calls.ContainsKey))
                {
                    calls.Remove(rule);
                }
            }
        }

        if (calls.Count > 0)
        {
            throw new JsonSchemaException(OnCircle(calls).Path, "$ref", "it refers to itself with no object or array between.");
        }
    }

    /// <summary>What is left leads into a circle; as many steps as there are rules are surely within it.</summary>
    private static Rule OnCircle(Dictionary<Rule, HashSet<Rule>> calls)
    {
        var rule = calls.Keys.First();
        for (var step = 0; step < calls.Count; step++)
        {
            rule = calls[rule].First(calls.ContainsKey);
        }

        return rule;
    }

    private HashSet<Rule> FirstCalls(Rule rule)
    {
        var (seen, open, called) = (new HashSet<int> { rule.Start }, new Stack<int>([rule.Start]), new HashSet<Rule>());
        while (open.TryPop(out var node))
        {
            called.UnionWith(_nodes[node].Calls.Select(call => call.Rule));
            foreach (var to in _nodes[node].Empty.Where(seen.Add))
            {
                open.Push(to);
            }
        }

        return called;
    }
}
