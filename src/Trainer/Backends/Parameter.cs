using System.Collections.Immutable;

namespace Trainer.Backends;

/// <summary>A tensor of a model.</summary>
/// <param name="Name">As in Hugging Face's checkpoints; adapters are <c>{matrix}.lora_A.weight</c> and <c>{matrix}.lora_B.weight</c>.</param>
/// <param name="Shape">Row-major.</param>
/// <param name="IsTrained">Whether it has a gradient.</param>
/// <param name="Offset">Where it begins in the block of all values, in elements; trained ones come first.</param>
public sealed record Parameter(string Name, ImmutableArray<long> Shape, bool IsTrained, long Offset)
{
    /// <summary>Elements.</summary>
    public int Count => (int)Shape.Aggregate(1L, (product, dimension) => checked(product * dimension));

    /// <summary>Whether weight decay applies: matrices and embeddings, not norms and biases.</summary>
    public bool IsDecayed => Shape.Length >= 2;
}
