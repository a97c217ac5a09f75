using System.Collections.Immutable;

namespace Experts.Sampling.Json;

/// <summary>A parsed regular expression.</summary>
internal abstract record Pattern
{
    private Pattern()
    {
    }

    /// <summary>Adds it to a network.</summary>
    /// <returns>The node behind.</returns>
    public abstract int Add(int from, NetworkBuilder network, StringParts strings);

    /// <summary>One character of a set.</summary>
    public sealed record One(CodePoints Set) : Pattern
    {
        public override int Add(int from, NetworkBuilder network, StringParts strings) => strings.One(from, Set);
    }

    /// <summary>Any text: what an expression without anchor allows around it.</summary>
    public sealed record Anything : Pattern
    {
        public override int Add(int from, NetworkBuilder network, StringParts strings) => strings.Many(from);
    }

    /// <summary>One after the other.</summary>
    public sealed record Sequence(ImmutableArray<Pattern> Parts) : Pattern
    {
        public override int Add(int from, NetworkBuilder network, StringParts strings)
        {
            foreach (var part in Parts)
            {
                from = part.Add(from, network, strings);
            }

            return from;
        }
    }

    /// <summary>One of several.</summary>
    public sealed record Choice(ImmutableArray<Pattern> Branches) : Pattern
    {
        public override int Add(int from, NetworkBuilder network, StringParts strings)
        {
            var to = network.Node();
            foreach (var branch in Branches)
            {
                var start = network.Node();
                network.Join(from, start);
                network.Join(branch.Add(start, network, strings), to);
            }

            return to;
        }
    }

    /// <summary>The same several times; without most, any number of times from the least on.</summary>
    public sealed record Repeat(Pattern Part, int Least, int? Most) : Pattern
    {
        public override int Add(int from, NetworkBuilder network, StringParts strings)
        {
            var to = network.Node();
            for (var i = 0; i < (Most ?? Least); i++)
            {
                if (i >= Least)
                {
                    network.Join(from, to);
                }

                var next = Part.Add(from, network, strings);
                if (next == from)
                {
                    break; // It matches nothing, however often: no edge for each time.
                }

                from = next;
            }

            if (Most is null)
            {
                var hub = network.Node();
                network.Join(from, hub);
                network.Join(Part.Add(hub, network, strings), hub);
                from = hub;
            }

            network.Join(from, to);
            return to;
        }
    }
}
