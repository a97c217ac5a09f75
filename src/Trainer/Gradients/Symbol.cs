using LanguageModels.Graphs;

namespace Trainer.Gradients;

/// <summary>A tensor of a graph that is being built: its name there, its shape, and whether a gradient may flow into it.</summary>
internal sealed class Symbol(string name, long[] shape, ElementType type, bool needsGradient)
{
    public string Name => name;

    public long[] Shape => shape;

    public ElementType Type => type;

    public bool NeedsGradient => needsGradient;

    public int Rank => shape.Length;

    public long Count => shape.Aggregate(1L, (product, size) => product * size);

    public override string ToString() => $"{name} [{string.Join(", ", shape)}]";
}
