using LanguageModels.Graphs;

namespace Trainer.Gradients;

/// <summary>Inputs of a graph that say what is to be learnt, a row a token.</summary>
/// <param name="Labels">int64 [rows, 1]; any token where the weight is 0.</param>
/// <param name="Weights">[rows, 1]: by how much a token's loss counts in the gradient; 0 for none.</param>
/// <param name="TopTokens">int64 [rows, count]; null without such a teacher.</param>
/// <param name="TopProbabilities">[rows, count]; null without such a teacher.</param>
/// <param name="TeacherLogits">[rows, vocabulary]; null without such a teacher.</param>
internal sealed record TokenTargets(Symbol Labels, Symbol Weights, Symbol? TopTokens, Symbol? TopProbabilities, Symbol? TeacherLogits)
{
    public const string LabelsName = "labels", WeightsName = "weights", TopTokensName = "top_tokens", TopProbabilitiesName = "top_probabilities", TeacherLogitsName = "teacher_logits";

    /// <summary>Declares what a loss needs.</summary>
    public static TokenTargets Declare(GradientGraph graph, TokenLoss loss, long rows, long vocabulary)
    {
        var top = loss as TokenLoss.Top;
        return new TokenTargets(
            graph.Input(LabelsName, ElementType.Int64, rows, 1),
            graph.Input(WeightsName, graph.Real, rows, 1),
            top is null ? null : graph.Input(TopTokensName, ElementType.Int64, rows, top.Count),
            top is null ? null : graph.Input(TopProbabilitiesName, graph.Real, rows, top.Count),
            loss is TokenLoss.Full ? graph.Input(TeacherLogitsName, graph.Real, rows, vocabulary) : null);
    }

    /// <summary>Cut into pieces of rows.</summary>
    public TokenTargets[] Split(GradientGraph graph, long[] sizes)
    {
        Symbol[] labels = graph.PlainSplit(Labels, 0, sizes), weights = graph.PlainSplit(Weights, 0, sizes);
        var (tokens, probabilities, logits) = (Cut(TopTokens), Cut(TopProbabilities), Cut(TeacherLogits));
        return [.. sizes.Select((_, i) => new TokenTargets(labels[i], weights[i], tokens?[i], probabilities?[i], logits?[i]))];

        Symbol[]? Cut(Symbol? x) => x is null ? null : graph.PlainSplit(x, 0, sizes);
    }
}
