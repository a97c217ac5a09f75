using System.Collections.Immutable;

namespace LanguageModels.Weights;

/// <summary>A tensor of a checkpoint, row-major: the last dimension is contiguous.</summary>
/// <param name="Name">As in the file.</param>
/// <param name="Type">The file's own name of the element type, such as <c>BF16</c> or <c>Q4_K</c>.</param>
/// <param name="Shape">Empty for a scalar.</param>
public sealed record TensorInfo(string Name, string Type, ImmutableArray<long> Shape)
{
    /// <summary>Product of the dimensions; 1 for a scalar.</summary>
    public long Elements => Shape.Aggregate(1L, (product, dimension) => checked(product * dimension));
}
