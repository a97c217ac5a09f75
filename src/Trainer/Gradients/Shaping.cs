namespace Trainer.Gradients;

/// <summary>Operations that move numbers without changing them.</summary>
internal static class Shaping
{
    public static Symbol Reshape(this GradientGraph graph, Symbol x, params long[] shape) => x.Shape.SequenceEqual(shape)
        ? x
        : graph.Operation("Reshape", shape, [x, graph.Integers(shape)], (gradient, _, flow) => flow.Add(x, graph.PlainReshape(gradient, x.Shape)));

    public static Symbol Transpose(this GradientGraph graph, Symbol x, params long[] axes)
    {
        var shape = Array.ConvertAll(axes, axis => x.Shape[axis]);
        return graph.Operation("Transpose", shape, [x], (gradient, _, flow) =>
        {
            var inverse = new long[axes.Length];
            for (var i = 0; i < axes.Length; i++)
            {
                inverse[axes[i]] = i;
            }

            flow.Add(x, graph.Node("Transpose", x.Shape, [gradient], ("perm", inverse)));
        }, ("perm", axes));
    }

    public static Symbol Concat(this GradientGraph graph, int axis, params Symbol[] parts)
    {
        var shape = With(parts[0].Shape, axis, parts.Sum(part => part.Shape[axis]));
        return graph.Operation("Concat", shape, parts, (gradient, _, flow) =>
        {
            var pieces = graph.PlainSplit(gradient, axis, Array.ConvertAll(parts, part => part.Shape[axis]));
            for (var i = 0; i < parts.Length; i++)
            {
                flow.Add(parts[i], pieces[i]);
            }
        }, ("axis", axis));
    }

    public static Symbol[] Split(this GradientGraph graph, Symbol x, int axis, params long[] sizes)
    {
        var parts = Array.ConvertAll(sizes, size => graph.New(With(x.Shape, axis, size), x.Type, x.NeedsGradient));
        graph.Nodes("Split", "", parts, [x, graph.Integers(sizes)], ("axis", axis));
        graph.Record(parts, (gradients, flow) =>
        {
            var pieces = parts.Select((part, i) => gradients[i] ?? graph.Filled(0, part.Shape)).ToArray();
            flow.Add(x, graph.Node("Concat", x.Shape, pieces, ("axis", axis)));
        });
        return parts;
    }

    /// <summary>The first entries along an axis; what was cut off has the gradient zero.</summary>
    public static Symbol First(this GradientGraph graph, Symbol x, int axis, long length)
    {
        if (length == x.Shape[axis])
        {
            return x;
        }

        return graph.Operation("Slice", With(x.Shape, axis, length), [x, graph.Integers(0), graph.Integers(length), graph.Integers(axis)], (gradient, _, flow) =>
        {
            var pads = new long[2 * x.Rank];
            pads[x.Rank + axis] = x.Shape[axis] - length;
            flow.Add(x, graph.Node("Pad", x.Shape, [gradient, graph.Integers(pads)]));
        });
    }

    /// <summary>A tensor of one number.</summary>
    public static Symbol Filled(this GradientGraph graph, double value, params long[] shape) =>
        shape.Length == 0 ? graph.Number(value) : graph.Node("Expand", shape, [graph.Number(value), graph.Integers(shape)]);

    /// <summary>A tensor repeated to a larger shape, without a rule.</summary>
    public static Symbol Expanded(this GradientGraph graph, Symbol x, long[] shape) => graph.Node("Expand", shape, [x, graph.Integers(shape)]);

    public static Symbol PlainReshape(this GradientGraph graph, Symbol x, params long[] shape) =>
        x.Shape.SequenceEqual(shape) ? x : graph.Node("Reshape", shape, [x, graph.Integers(shape)]);

    public static Symbol[] PlainSplit(this GradientGraph graph, Symbol x, int axis, long[] sizes)
    {
        if (sizes.Length == 1)
        {
            return [x];
        }

        var parts = Array.ConvertAll(sizes, size => graph.New(With(x.Shape, axis, size), x.Type, false));
        graph.Nodes("Split", "", parts, [x, graph.Integers(sizes)], ("axis", axis));
        return parts;
    }

    public static Symbol PlainConcat(this GradientGraph graph, int axis, IReadOnlyList<Symbol> parts) => parts.Count == 1
        ? parts[0]
        : graph.Node("Concat", With(parts[0].Shape, axis, parts.Sum(part => part.Shape[axis])), [.. parts], ("axis", axis));

    /// <summary>A length in pieces of a size; the last one takes what is left.</summary>
    public static long[] Pieces(long length, long size)
    {
        var pieces = new List<long>();
        for (var left = length; left > 0; left -= size)
        {
            pieces.Add(Math.Min(left, size));
        }

        return [.. pieces];
    }

    private static long[] With(long[] shape, int axis, long size)
    {
        var changed = (long[])shape.Clone();
        changed[axis] = size;
        return changed;
    }
}
