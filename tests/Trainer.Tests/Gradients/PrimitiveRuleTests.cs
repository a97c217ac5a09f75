using LanguageModels.Graphs;
using Trainer.Gradients;
using Xunit;

namespace Trainer.Tests.Gradients;

/// <summary>Every primitive's rule against central differences in double precision, to 1e-9 of the gradient.</summary>
public sealed class PrimitiveRuleTests
{
    private static readonly long[] _matrix = [3, 4], _row = [4], _cube = [2, 3, 4];

    [Fact]
    public void Addition_sums_over_what_was_repeated() => RuleCheck.Double([_cube, _row], (graph, x) => graph.Add(x[0], x[1]));

    [Fact]
    public void Subtraction_sums_over_what_was_repeated() => RuleCheck.Double([[3, 1], _matrix], (graph, x) => graph.Subtract(x[0], x[1]));

    [Fact]
    public void Multiplication_sums_over_what_was_repeated() => RuleCheck.Double([_cube, [3, 1]], (graph, x) => graph.Multiply(x[0], x[1]));

    [Fact]
    public void Division_sums_over_what_was_repeated() => RuleCheck.Double([_matrix, _row], (graph, x) => graph.Divide(x[0], x[1]), 0.5, 2);

    [Fact]
    public void A_tensor_used_twice_gets_both_gradients() => RuleCheck.Double([_matrix], (graph, x) => graph.Multiply(x[0], graph.Exp(x[0])));

    [Fact]
    public void Negation() => RuleCheck.Double([_matrix], (graph, x) => graph.Exp(graph.Negate(x[0])));

    [Fact]
    public void Exponential() => RuleCheck.Double([_matrix], (graph, x) => graph.Exp(x[0]));

    [Fact]
    public void Logarithm() => RuleCheck.Double([_matrix], (graph, x) => graph.Log(x[0]), 0.5, 2);

    [Fact]
    public void Square_root() => RuleCheck.Double([_matrix], (graph, x) => graph.Sqrt(x[0]), 0.5, 2);

    [Fact]
    public void Sigmoid() => RuleCheck.Double([_matrix], (graph, x) => graph.Sigmoid(x[0]));

    [Fact]
    public void Hyperbolic_tangent() => RuleCheck.Double([_matrix], (graph, x) => graph.Tanh(x[0]));

    /// <summary>ONNX Runtime computes Erf in float32 only.</summary>
    [Fact]
    public void Error_function() => RuleCheck.Float([_matrix], (graph, x) => graph.Erf(x[0]));

    [Fact]
    public void Sum_and_mean() => RuleCheck.Double([_cube], (graph, x) => graph.Multiply(graph.Sum(x[0], 1), graph.Mean(x[0], -1)));

    [Fact]
    public void Softmax() => RuleCheck.Double([_cube], (graph, x) => graph.Softmax(x[0]));

    [Fact]
    public void Logarithm_of_softmax() => RuleCheck.Double([_cube], (graph, x) => graph.LogSoftmax(x[0]));

    [Fact]
    public void Reshape_and_transpose() => RuleCheck.Double([_cube], (graph, x) => graph.Exp(graph.Transpose(graph.Reshape(x[0], 4, 2, 3), 2, 0, 1)));

    [Fact]
    public void Concatenation_and_split() => RuleCheck.Double([_matrix, _matrix], (graph, x) =>
    {
        var parts = graph.Split(graph.Concat(1, x[0], x[1]), 1, 3, 5);
        return graph.Concat(1, graph.Exp(parts[1]), parts[0]);
    });

    [Fact]
    public void A_part_of_a_split_that_is_not_used_has_the_gradient_zero() => RuleCheck.Double([_matrix], (graph, x) => graph.Exp(graph.Split(x[0], 1, 1, 3)[1]));

    [Fact]
    public void First_entries() => RuleCheck.Double([_cube], (graph, x) => graph.Exp(graph.First(x[0], 1, 2)));

    [Fact]
    public void Rows_of_a_table_add_up_where_they_repeat() => RuleCheck.Double([_matrix], (graph, x) => graph.Exp(graph.Rows(x[0], graph.Integers(2, 0, 2, 2, 1))));

    [Fact]
    public void Rows_add_to_the_gradient_that_their_table_has_already() =>
        RuleCheck.Double([_matrix], (graph, x) => graph.MatMul(graph.Exp(graph.Rows(x[0], graph.Integers(2, 0, 2))), graph.Transpose(x[0], 1, 0)));

    [Fact]
    public void Chosen_entries() => RuleCheck.Double([[2, 4]], (graph, x) => graph.Exp(graph.Pick(x[0], graph.Reshape(graph.Integers(3, 1, 1, 0), 2, 2))));

    [Fact]
    public void Product_of_batches() => RuleCheck.Double([[2, 3, 4], [4, 5]], (graph, x) => graph.MatMul(x[0], x[1]));

    [Fact]
    public void Linear_map_with_bias() => RuleCheck.Double([[5, 4], [3, 4], [3]], (graph, x) => graph.Linear(x[0], x[1], x[2]));

    [Fact]
    public void Low_rank_addition() => RuleCheck.Double([[5, 3], [5, 4], [2, 4], [3, 2]], (graph, x) => graph.AddLowRank(x[0], graph.Exp(x[1]), x[2], x[3], 1.5f));

    [Fact]
    public void A_row_that_is_not_to_be_learnt_gets_no_gradient()
    {
        var graph = new GradientGraph(ElementType.Double);
        var table = graph.Parameter("table", true, 3, 2);
        var rows = graph.Rows(table, graph.Integers(1, 2, 1), unlearnt: 1);
        using var run = new GraphRun(graph, graph.Backward(rows).Of(table)!); // the table has a gradient

        Assert.Equal([0.0, 0, 0, 0, 1, 1], run.Evaluate(new Dictionary<string, Array> { ["table"] = new double[6] })[0]);
    }

    [Fact]
    public void A_frozen_tensor_gets_no_nodes()
    {
        var graph = new GradientGraph();
        var (x, weight) = (graph.Parameter("x", false, 2, 3), graph.Parameter("w", false, 4, 3));
        var y = graph.Linear(x, weight);
        var nodes = graph.NodeCount;

        graph.Backward(y, graph.Input("seed", ElementType.Float, 2, 4));

        Assert.Equal(nodes, graph.NodeCount);
    }
}
