using LanguageModels.Graphs;
using Trainer.Gradients;
using Xunit;

namespace Trainer.Tests.Gradients;

/// <summary>Every composite against its oracle from primitives.</summary>
public sealed class CompositeTests
{
    private static readonly long[][] _grouped = [[2, 4, 6, 8], [2, 2, 6, 8], [2, 2, 6, 8]];

    [Fact]
    public void Root_mean_square_norm() =>
        OracleCheck.Compare([[6, 8], [8]], (graph, x) => graph.RmsNorm(x[0], x[1], 1e-5f), (graph, x) => Plain.RmsNorm(graph, x[0], x[1], 1e-5f));

    [Fact]
    public void Layer_norm() =>
        OracleCheck.Compare([[6, 8], [8], [8]], (graph, x) => graph.LayerNorm(x[0], x[1], x[2], 1e-5f), (graph, x) => Plain.LayerNorm(graph, x[0], x[1], x[2], 1e-5f));

    [Fact]
    public void Gated_unit() => OracleCheck.Compare([[3, 4], [3, 4]], (graph, x) => graph.SwiGlu(x[0], x[1]), (graph, x) => Plain.SwiGlu(graph, x[0], x[1]));

    /// <summary>Its oracle needs Erf, which ONNX Runtime has in float32 only; so central differences it is.</summary>
    [Fact]
    public void Gaussian_error_unit() => RuleCheck.Float([[3, 4]], (graph, x) => graph.Gelu(x[0]), -2, 2);

    [Fact]
    public void Gaussian_error_unit_by_its_approximation() => RuleCheck.Double([[3, 4]], (graph, x) => graph.GeluTanh(x[0]), -2, 2);

    [Fact]
    public void Rotary_embedding() => OracleCheck.Compare([[2, 3, 16]], (graph, x) => Rotary(graph).Turn(graph, x[0]), (graph, x) => Plain.Rotate(graph, x[0], Rotary(graph).Cos, Rotary(graph).Sin, 2));

    [Fact]
    public void Attention_over_everything() =>
        OracleCheck.Compare(_grouped, (graph, x) => graph.Attend(x[0], x[1], x[2], null), (graph, x) => Plain.Attend(graph, x[0], x[1], x[2], null));

    [Theory]
    [InlineData(2, null)]
    [InlineData(4, null)]
    [InlineData(6, null)]
    [InlineData(4, 3)]
    public void Causal_attention_in_blocks_is_that_of_the_whole(int block, int? window) => OracleCheck.Compare(
        _grouped,
        (graph, x) => graph.AttendCausally(x[0], x[1], x[2], block, new CausalMask(graph, window, null).For),
        (graph, x) => Plain.Attend(graph, x[0], x[1], x[2], Allowed(graph, (query, key) => key <= query && query - key < (window ?? 99), 1)));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Causal_attention_stays_inside_documents(int block)
    {
        long[] documents = [0, 0, 1, 1, 1, 2, 0, 1, 1, 1, 1, 1];
        OracleCheck.Compare(
            _grouped,
            (graph, x) => graph.AttendCausally(x[0], x[1], x[2], block, new CausalMask(graph, null, graph.Input("documents", ElementType.Int64, 2, 6)).For),
            (graph, x) => Plain.Attend(graph, x[0], x[1], x[2], Allowed(graph, (query, key) => key % 6 <= query % 6 && documents[key] == documents[query], 2)),
            new Dictionary<string, Array> { ["documents"] = documents });
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Losses_of_the_head(string _, int rows, object loss)
    {
        var kind = (TokenLoss)loss;
        var random = new Random(11);
        var extra = new Dictionary<string, Array>
        {
            [TokenTargets.LabelsName] = (long[])[1, 4, 4, 10, 0],
            [TokenTargets.WeightsName] = (double[])[.3, .3, 0, .3, .1],
            [TokenTargets.TopTokensName] = (long[])[1, 4, 3, 10, 0, 9, 7, 2, 5, 6],
            [TokenTargets.TopProbabilitiesName] = kind is TokenLoss.Top { HasRest: true } ? (double[])[.2, .3, .5, .1, .9, .05, .4, .3, .6, .2] : [.2, .8, .9, .1, .95, .05, .4, .6, .7, .3],
            [TokenTargets.TeacherLogitsName] = RuleCheck.Numbers(random, 5 * 11, -3, 3),
        };

        OracleCheck.Compare(
            [[5, 8], [11, 8]],
            (graph, x) => new LanguageHead(graph, x[1], rows).Loss(x[0], kind, TokenTargets.Declare(graph, kind, 5, 11)).Total,
            (graph, x) => Plain.HeadLoss(graph, x[0], x[1], kind, TokenTargets.Declare(graph, kind, 5, 11)),
            extra);
    }

    public static TheoryData<string, int, object> Losses => new()
    {
        { "labels", 8, new TokenLoss.Hard() },
        { "labels in rows of two", 2, new TokenLoss.Hard() },
        { "best tokens and the rest", 2, new TokenLoss.Top(2, true, 2, 1) },
        { "best tokens alone", 2, new TokenLoss.Top(2, false, 1.5f, 1) },
        { "best tokens and labels", 2, new TokenLoss.Top(2, true, 2, 0.7f) },
        { "all tokens", 2, new TokenLoss.Full(2, 1) },
        { "all tokens and labels", 2, new TokenLoss.Full(1, 0.4f) },
    };

    private static Rotary Rotary(GradientGraph graph)
    {
        var (cos, sin) = RotaryTable.Make(10_000, 8, 8, 3, new RopeScaling.None());
        return new Rotary(Table("cos", cos, 1), Table("sin", sin, 1), Table("negative", sin, -1), graph.Integers(0));

        Symbol Table(string name, float[] values, double sign) => graph.Constant(name, Array.ConvertAll(values, value => sign * value), 3, 4);
    }

    private static Symbol Allowed(GradientGraph graph, Func<int, int, bool> isAllowed, int batch)
    {
        var mask = new double[batch * 36];
        for (var i = 0; i < mask.Length; i++)
        {
            var row = i / 36 * 6;
            mask[i] = isAllowed(row + i % 36 / 6, row + i % 6) ? 0 : -1e9;
        }

        return graph.Constant("allowed", mask, batch, 1, 6, 6);
    }
}
