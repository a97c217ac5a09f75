using LanguageModels.Weights;

namespace LanguageModels.Graphs;

/// <summary>Tensors of a checkpoint by name, each with its shape checked before it is read.</summary>
internal class CheckedTensors(ITensorSource source)
{
    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => source.Tensors.ContainsKey(name);

    /// <summary>A matrix, [rows, columns].</summary>
    public float[] Matrix(string name, int rows, int columns) => Read(name + ".weight", rows, columns);

    /// <summary>A bias, [size]; null where there is none.</summary>
    public float[]? Bias(string name, int size) => Has(name + ".bias") ? Read(name + ".bias", size) : null;

    /// <summary>A tensor of a shape.</summary>
    /// <exception cref="InvalidDataException">There is none, or it has another shape.</exception>
    public float[] Read(string name, params long[] expected)
    {
        if (!source.Tensors.TryGetValue(name, out var info))
        {
            throw new InvalidDataException($"Tensor '{name}' [{string.Join(", ", expected)}] is missing from the checkpoint.");
        }

        if (!info.Shape.AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException($"Tensor '{name}' has the shape [{string.Join(", ", info.Shape)}]; expected [{string.Join(", ", expected)}].");
        }

        var values = new float[info.Elements];
        source.Read(name, values);
        return values;
    }
}
