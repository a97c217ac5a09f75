using LanguageModels.Graphs;
using Trainer.Gradients;
using Xunit;

namespace Trainer.Tests.Gradients;

/// <summary>A composite in float32 against the same from primitives in double precision: the result and every gradient.</summary>
internal static class OracleCheck
{
    /// <summary>Rounding of float32 sums of at most some hundred numbers, relative to the tensor's length.</summary>
    private const double Tolerance = 3e-6;

    /// <summary>Compares on random numbers.</summary>
    /// <param name="shapes">Of the trained inputs.</param>
    /// <param name="composite">The one that is checked.</param>
    /// <param name="plain">The oracle.</param>
    /// <param name="extra">Inputs without a gradient.</param>
    public static void Compare(long[][] shapes, RuleCheck.Operation composite, RuleCheck.Operation plain, IReadOnlyDictionary<string, Array>? extra = null)
    {
        var random = new Random(5);
        var inputs = new Dictionary<string, Array>(extra ?? new Dictionary<string, Array>());
        for (var i = 0; i < shapes.Length; i++)
        {
            inputs["p" + i] = RuleCheck.Numbers(random, shapes[i].Aggregate(1L, (product, size) => product * size), -1, 1);
        }

        var found = Evaluate(ElementType.Float, shapes, composite, inputs);
        var expected = Evaluate(ElementType.Double, shapes, plain, inputs);
        for (var i = 0; i < expected.Length; i++)
        {
            var (difference, length) = (Length(found[i].Zip(expected[i], (a, b) => a - b)), Length(expected[i]));
            Assert.True(length > 0, $"Output {i} of the oracle is zero.");
            Assert.True(difference <= Tolerance * length, $"{(i == 0 ? "The result" : $"The gradient of input {i - 1}")} is off by {difference / length:E1} of its length; allowed {Tolerance:E1}.");
        }
    }

    private static double[][] Evaluate(ElementType real, long[][] shapes, RuleCheck.Operation operation, Dictionary<string, Array> inputs)
    {
        var graph = new GradientGraph(real);
        Symbol[] parameters = [.. shapes.Select((shape, i) => graph.Parameter("p" + i, true, shape))];
        var y = operation(graph, parameters);
        var seed = y.Rank == 0 ? null : graph.Input("seed", real, y.Shape);
        inputs["seed"] = RuleCheck.Numbers(new Random(7), y.Count, -1, 1);
        var flow = graph.Backward(y, seed);
        using var run = new GraphRun(graph, [y, .. parameters.Select(parameter => flow.Of(parameter)!)]); // every input has a gradient in these checks
        return run.Evaluate(inputs);
    }

    private static double Length(IEnumerable<double> numbers) => Math.Sqrt(numbers.Sum(number => number * number));
}
