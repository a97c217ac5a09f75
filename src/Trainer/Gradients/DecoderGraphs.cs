using LanguageModels.Graphs;

namespace Trainer.Gradients;

/// <summary>The graphs of a decoder in training.</summary>
internal static class DecoderGraphs
{
    /// <summary>Losses and gradients of a batch: tokens, targets and weights in, [tokens, 1] losses and the gradients out.</summary>
    public static StepGraph Training(DecoderPlan plan, IReadOnlyDictionary<string, ParameterShape> shapes, TokenLoss loss, int headRows)
    {
        var graph = new GradientGraph();
        var parameters = new ParameterInputs(graph, shapes, isTraining: true);
        var layers = new DecoderLayers(graph, parameters, plan);
        var targets = TokenTargets.Declare(graph, loss, (long)plan.Rows * plan.Columns, plan.Architecture.Vocabulary);
        var (total, losses) = new LanguageHead(graph, layers.OutputMatrix, headRows).Loss(layers.Hidden(), loss, targets);
        return StepGraph.WithGradients(graph, parameters, total, losses);
    }

    /// <summary>Log-probabilities of labels, [tokens, 1].</summary>
    public static StepGraph Scoring(DecoderPlan plan, IReadOnlyDictionary<string, ParameterShape> shapes, int headRows)
    {
        var graph = new GradientGraph();
        var parameters = new ParameterInputs(graph, shapes, isTraining: false);
        var layers = new DecoderLayers(graph, parameters, plan);
        var labels = graph.Input(TokenTargets.LabelsName, ElementType.Int64, (long)plan.Rows * plan.Columns, 1);
        return StepGraph.WithoutGradients(graph, parameters, new LanguageHead(graph, layers.OutputMatrix, headRows).LogProbabilities(layers.Hidden(), labels));
    }

    /// <summary>Logits, [tokens, vocabulary].</summary>
    public static StepGraph Logits(DecoderPlan plan, IReadOnlyDictionary<string, ParameterShape> shapes)
    {
        var graph = new GradientGraph();
        var parameters = new ParameterInputs(graph, shapes, isTraining: false);
        var layers = new DecoderLayers(graph, parameters, plan);
        return StepGraph.WithoutGradients(graph, parameters, new LanguageHead(graph, layers.OutputMatrix, 1).Logits(layers.Hidden()));
    }
}
