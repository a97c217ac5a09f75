using LanguageModels.Graphs;

namespace Trainer.Gradients;

/// <summary>The graphs of an encoder in training.</summary>
internal static class EncoderGraphs
{
    /// <summary>Input: the factor of each pair's or text's loss, [count, 1].</summary>
    public const string Weights = "weights";

    /// <summary>Input: first token of each answer, int64 [texts, 1].</summary>
    public const string Starts = "starts";

    /// <summary>Input: last token of each answer, int64 [texts, 1].</summary>
    public const string Ends = "ends";

    /// <summary>
    /// In-batch contrastive loss: the first half of the texts are the left sides. With cosines s over the temperature, the loss of
    /// a pair is -log softmax(s row)[pair]; in both directions the mean of rows and columns. [pairs, 1] losses and the gradients out.
    /// </summary>
    public static StepGraph Pairs(EncoderArchitecture shape, IReadOnlyDictionary<string, ParameterShape> shapes, int pairs, int columns, double temperature, bool isSymmetric)
    {
        var graph = new GradientGraph();
        var parameters = new ParameterInputs(graph, shapes, isTraining: true);
        var vectors = EncoderLayers.Normalised(graph, new EncoderLayers(graph, parameters, shape, 2 * pairs, columns).Vectors());
        var sides = graph.Split(vectors, 0, pairs, pairs);
        var scores = graph.Scale(graph.MatMul(sides[0], graph.Transpose(sides[1], 1, 0)), 1 / temperature);
        long[] own = [.. Enumerable.Range(0, pairs).Select(pair => (long)pair)];
        var diagonal = graph.PlainReshape(graph.Integers(own), pairs, 1);
        var chosen = graph.Pick(graph.LogSoftmax(scores), diagonal);
        if (isSymmetric)
        {
            chosen = graph.Scale(graph.Add(chosen, graph.Pick(graph.LogSoftmax(graph.Transpose(scores, 1, 0)), diagonal)), 0.5);
        }

        return Finish(graph, parameters, graph.Negate(chosen), pairs);
    }

    /// <summary>Start and end of answers: the mean of both cross-entropies, padding left out. [texts, 1] losses and the gradients out.</summary>
    public static StepGraph Spans(EncoderArchitecture shape, IReadOnlyDictionary<string, ParameterShape> shapes, int texts, int columns)
    {
        var graph = new GradientGraph();
        var parameters = new ParameterInputs(graph, shapes, isTraining: true);
        var layers = new EncoderLayers(graph, parameters, shape, texts, columns);
        var logits = graph.Linear(layers.Hidden(), parameters["qa_outputs.weight"], parameters["qa_outputs.bias"]);
        var heads = graph.Split(graph.Reshape(logits, texts, columns, 2), 2, 1, 1);
        var mask = graph.PlainReshape(layers.MaskInput, texts, columns);
        var chosen = graph.Add(Of(heads[0], Starts), Of(heads[1], Ends));
        return Finish(graph, parameters, graph.Scale(chosen, -0.5), texts);

        Symbol Of(Symbol head, string places)
        {
            var masked = graph.Add(graph.Reshape(head, texts, columns), mask);
            return graph.Pick(graph.LogSoftmax(masked), graph.Input(places, ElementType.Int64, texts, 1));
        }
    }

    /// <summary>The vectors of texts, [texts, hidden].</summary>
    public static StepGraph Vectors(EncoderArchitecture shape, IReadOnlyDictionary<string, ParameterShape> shapes, int texts, int columns)
    {
        var graph = new GradientGraph();
        var parameters = new ParameterInputs(graph, shapes, isTraining: false);
        var vectors = new EncoderLayers(graph, parameters, shape, texts, columns).Vectors();
        return StepGraph.WithoutGradients(graph, parameters, shape.IsNormalised ? EncoderLayers.Normalised(graph, vectors) : vectors);
    }

    private static StepGraph Finish(GradientGraph graph, ParameterInputs parameters, Symbol losses, int count)
    {
        var weighted = graph.Multiply(losses, graph.Input(Weights, graph.Real, count, 1));
        return StepGraph.WithGradients(graph, parameters, graph.Reshape(graph.Sum(weighted, 0, 1)), losses);
    }
}
