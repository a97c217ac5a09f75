namespace Experts.Sampling.Json;

/// <summary>JSON arrays (RFC 8259 section 5) in a network.</summary>
internal static class ArrayParts
{
    /// <summary>Fills a rule with an array.</summary>
    /// <param name="network">Holds the rule.</param>
    /// <param name="array">The rule.</param>
    /// <param name="item">What each item is.</param>
    /// <param name="least">Fewest items.</param>
    /// <param name="most">Most items; null for no end.</param>
    public static void Add(NetworkBuilder network, Rule array, Rule item, int least, int? most)
    {
        var node = network.Literal(array.Start, "["u8);
        var counted = most ?? Math.Max(least, 1);
        for (var i = 0; i < counted; i++)
        {
            if (i >= least)
            {
                network.Join(node, (byte)']', (byte)']', array.End);
            }

            var behind = network.Node();
            network.Call(i == 0 ? node : network.Separator(node, (byte)','), item, behind);
            node = behind;
        }

        network.Join(node, (byte)']', (byte)']', array.End);
        if (most is null)
        {
            network.Call(network.Separator(node, (byte)','), item, node);
        }
    }
}
