namespace Trainer.Gradients;

/// <summary>A finished graph: its bytes, and the names of its outputs.</summary>
/// <param name="Model">A model file.</param>
/// <param name="Parameters">Names of the parameters that it reads.</param>
/// <param name="Output">Output with the losses, log-probabilities, logits or vectors.</param>
/// <param name="OutputShape">Its shape.</param>
/// <param name="Gradients">Output with the gradient of each trained parameter that the graph uses.</param>
internal sealed record StepGraph(byte[] Model, IReadOnlyCollection<string> Parameters, string Output, long[] OutputShape, IReadOnlyDictionary<string, string> Gradients)
{
    /// <summary>Finishes a graph that gives losses and gradients.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">What it reads.</param>
    /// <param name="total">Where gradients begin.</param>
    /// <param name="losses">The output with the losses.</param>
    public static StepGraph WithGradients(GradientGraph graph, ParameterInputs parameters, Symbol total, Symbol losses)
    {
        var flow = graph.Backward(total);
        var gradients = parameters.Used.Where(pair => pair.Value.NeedsGradient && flow.Of(pair.Value) is not null)
            .ToDictionary(pair => pair.Key, pair => graph.Output(flow.Of(pair.Value)!)); // filtered just before
        return Finish(graph, parameters, losses, gradients);
    }

    /// <summary>Finishes a graph that only looks.</summary>
    public static StepGraph WithoutGradients(GradientGraph graph, ParameterInputs parameters, Symbol result) =>
        Finish(graph, parameters, result, new Dictionary<string, string>());

    private static StepGraph Finish(GradientGraph graph, ParameterInputs parameters, Symbol result, IReadOnlyDictionary<string, string> gradients)
    {
        var output = graph.Output(result);
        return new StepGraph(graph.ToArray(), [.. parameters.Used.Keys], output, result.Shape, gradients);
    }
}
