using LanguageModels.Graphs;

namespace Trainer.Gradients;

/// <summary>What a query may see: keys up to itself, within a window, and of its own document.</summary>
/// <param name="graph">The graph.</param>
/// <param name="window">Keys that a query sees, itself included; null for all before it.</param>
/// <param name="documents">Number of the document of each token, [rows, columns]; null for one a row.</param>
internal sealed class CausalMask(GradientGraph graph, int? window, Symbol? documents)
{
    /// <summary>Added to scores that do not count. Finite, so that rows of padding stay numbers.</summary>
    private const double Hidden = -1e9;

    private readonly Dictionary<(long, long), Symbol> _made = [];

    /// <summary>The mask of some queries for all keys up to the last of them, [1 or rows, 1, count, start + count].</summary>
    public Symbol For(long start, long count)
    {
        if (!_made.TryGetValue((start, count), out var mask))
        {
            mask = documents is null ? Order(start, count) : Together(Order(start, count), documents, start, count);
            _made.Add((start, count), mask);
        }

        return mask;
    }

    private Symbol Order(long start, long count)
    {
        var length = start + count;
        var values = new double[count * length];
        for (long i = 0; i < count; i++)
        {
            for (long key = 0; key < length; key++)
            {
                var query = start + i;
                values[i * length + key] = key > query || query - key >= (window ?? long.MaxValue) ? Hidden : 0;
            }
        }

        return graph.Constant($"mask/{start}/{count}", values, 1, 1, count, length);
    }

    private Symbol Together(Symbol order, Symbol documents, long start, long count)
    {
        var (rows, length) = (documents.Shape[0], start + count);
        var keys = graph.PlainReshape(graph.First(documents, 1, length), rows, 1, 1, length);
        var queries = graph.Node("Slice", [rows, count], [documents, graph.Integers(start), graph.Integers(length), graph.Integers(1)]);
        long[] shape = [rows, 1, count, length];
        var same = graph.New(shape, ElementType.Bool, false);
        graph.Nodes("Equal", "", [same], [graph.PlainReshape(queries, rows, 1, count, 1), keys]);
        var mask = graph.New(shape, graph.Real, false);
        graph.Nodes("Where", "", [mask], [same, order, graph.Number(Hidden)]);
        return mask;
    }
}
