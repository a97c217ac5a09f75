namespace Trainer.Gradients;

/// <summary>The gradients while they flow backwards through a graph.</summary>
internal sealed class GradientFlow(GradientGraph graph)
{
    private readonly Dictionary<Symbol, Symbol> _gradients = [];

    /// <summary>What has flowed into a tensor so far; null for nothing.</summary>
    public Symbol? Of(Symbol tensor) => _gradients.GetValueOrDefault(tensor);

    /// <summary>Adds to the gradient of a tensor; nothing where it needs none.</summary>
    public void Add(Symbol tensor, Symbol gradient)
    {
        if (tensor.NeedsGradient)
        {
            Replace(tensor, Of(tensor) is { } sum ? graph.Node("Add", tensor.Shape, [sum, gradient]) : gradient);
        }
    }

    /// <summary>Sets the gradient of a tensor, which has to contain what <see cref="Of"/> gave.</summary>
    public void Replace(Symbol tensor, Symbol gradient) => _gradients[tensor] = tensor.Shape.SequenceEqual(gradient.Shape)
        ? gradient
        : throw new InvalidOperationException($"The gradient {gradient} does not have the shape of {tensor}.");
}
