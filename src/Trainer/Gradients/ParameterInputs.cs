namespace Trainer.Gradients;

/// <summary>The tensors of a model as inputs of a graph, each declared when it is first used.</summary>
/// <param name="graph">The graph.</param>
/// <param name="shapes">What there is.</param>
/// <param name="isTraining">Whether gradients are wanted at all.</param>
internal sealed class ParameterInputs(GradientGraph graph, IReadOnlyDictionary<string, ParameterShape> shapes, bool isTraining)
{
    private readonly Dictionary<string, Symbol> _used = [];

    /// <summary>What the graph uses.</summary>
    public IReadOnlyDictionary<string, Symbol> Used => _used;

    /// <summary>A tensor that has to be there.</summary>
    public Symbol this[string name] => Find(name) ?? throw new InvalidOperationException($"There is no tensor '{name}'.");

    /// <summary>A tensor that may be there.</summary>
    public Symbol? Find(string name)
    {
        if (!_used.TryGetValue(name, out var symbol) && shapes.TryGetValue(name, out var shape))
        {
            symbol = graph.Parameter(name, isTraining && shape.IsTrained, shape.Shape);
            _used.Add(name, symbol);
        }

        return symbol;
    }
}
