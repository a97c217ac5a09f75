using LanguageModels.Graphs;
using Trainer.Gradients;
using Xunit;

namespace Trainer.Tests.Gradients;

/// <summary>
/// A rule against central differences of its own forward nodes: for y = f(x) and a random R, the gradient of sum(R y) along random
/// directions. Relative to the gradient's length times the direction's.
/// </summary>
internal static class RuleCheck
{
    /// <summary>Second differences err by step^2, rounding by 2^-52 / step; both are below 1e-10 here.</summary>
    public const double DoubleTolerance = 1e-9;

    /// <summary>Rounding of float32 sums over a step of 4e-3.</summary>
    public const double FloatTolerance = 2e-3;

    public delegate Symbol Operation(GradientGraph graph, Symbol[] inputs);

    public static void Double(long[][] shapes, Operation operation, double from = -1, double to = 1) => Check(ElementType.Double, shapes, operation, from, to, 1e-3, DoubleTolerance);

    public static void Float(long[][] shapes, Operation operation, double from = -1, double to = 1) => Check(ElementType.Float, shapes, operation, from, to, 4e-3, FloatTolerance);

    private static void Check(ElementType real, long[][] shapes, Operation operation, double from, double to, double step, double tolerance)
    {
        var (random, graph) = (new Random(3), new GradientGraph(real));
        Symbol[] inputs = [.. shapes.Select((shape, i) => graph.Parameter("p" + i, true, shape))];
        var y = operation(graph, inputs);
        var seed = graph.Input("seed", real, y.Shape);
        var flow = graph.Backward(y, seed);
        using var run = new GraphRun(graph, [y, .. inputs.Select(input => flow.Of(input)!)]); // every input has a gradient in these checks

        var at = inputs.Select(input => Numbers(random, input.Count, from, to)).ToArray();
        var weights = y.Rank == 0 ? [1] : Numbers(random, y.Count, -1, 1);
        var analytic = Evaluate(at);
        for (var i = 0; i < inputs.Length; i++)
        {
            for (var repetition = 0; repetition < 3; repetition++)
            {
                var direction = Numbers(random, inputs[i].Count, -1, 1);
                var slope = Slope(i, direction);
                var expected = analytic[1 + i].Zip(direction, (g, d) => g * d).Sum();
                var scale = Math.Sqrt(analytic[1 + i].Sum(g => g * g) * direction.Sum(d => d * d));
                Assert.True(scale > 0, $"Input {i} has no gradient.");
                Assert.True(Math.Abs(slope - expected) <= tolerance * scale, $"Input {i}: slope {slope:G12}, gradient {expected:G12}, off by {Math.Abs(slope - expected) / scale:E1} of its length; allowed {tolerance:E1}.");
            }
        }

        double[][] Evaluate(double[][] values)
        {
            var named = values.Select((value, i) => ("p" + i, (Array)value)).Append(("seed", weights)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
            return run.Evaluate(named);
        }

        // Fourth order: (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h errs by h^4.
        double Slope(int input, double[] direction) => (8 * (At(input, direction, step) - At(input, direction, -step)) - (At(input, direction, 2 * step) - At(input, direction, -2 * step))) / (12 * step);

        double At(int input, double[] direction, double by)
        {
            var moved = (double[][])at.Clone();
            moved[input] = [.. at[input].Select((value, i) => value + by * direction[i])];
            return Evaluate(moved)[0].Zip(weights, (value, weight) => value * weight).Sum();
        }
    }

    public static double[] Numbers(Random random, long count, double from, double to) => [.. Enumerable.Range(0, (int)count).Select(_ => from + (to - from) * random.NextDouble())];
}
