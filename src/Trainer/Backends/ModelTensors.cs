using System.Collections.Frozen;
using System.Numerics.Tensors;
using LanguageModels.Weights;

namespace Trainer.Backends;

/// <summary>
/// Parameters as a checkpoint that the writers of graphs and files read: adapters are merged, W + scale B A, so that the names are
/// those of the model without them. The parameters stay the caller's.
/// </summary>
public sealed class ModelTensors : ITensorSource
{
    private const string Weight = ".weight";

    private readonly ParameterSet _parameters;
    private readonly float _scale;

    /// <summary>Reads through parameters, which may go on changing between reads.</summary>
    /// <param name="parameters">Of the model.</param>
    /// <param name="lora">With which adapters it was made; null for none.</param>
    public ModelTensors(ParameterSet parameters, LoraOptions? lora)
    {
        (_parameters, _scale) = (parameters, lora?.Scale ?? 0);
        Tensors = parameters.All.Where(parameter => !IsAdapter(parameter.Name))
            .ToFrozenDictionary(parameter => parameter.Name, parameter => new TensorInfo(parameter.Name, "F32", parameter.Shape));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    /// <inheritdoc/>
    public void Read(string name, Span<float> destination)
    {
        var parameter = _parameters[name];
        _parameters.Values(parameter).CopyTo(destination);
        if (name.EndsWith(Weight, StringComparison.Ordinal) && _parameters.Find(name[..^Weight.Length] + LoraNames.First) is { } first)
        {
            Merge(first, _parameters[name[..^Weight.Length] + LoraNames.Second], (int)parameter.Shape[1], destination);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Merge(Parameter first, Parameter second, int columns, Span<float> weights)
    {
        Span<float> a = _parameters.Values(first), b = _parameters.Values(second);
        var rank = (int)first.Shape[0];
        for (var row = 0; row < weights.Length / columns; row++)
        {
            var destination = weights.Slice(row * columns, columns);
            for (var i = 0; i < rank; i++)
            {
                TensorPrimitives.MultiplyAdd(a.Slice(i * columns, columns), b[row * rank + i] * _scale, destination, destination);
            }
        }
    }

    private static bool IsAdapter(string name) => name.EndsWith(LoraNames.First, StringComparison.Ordinal) || name.EndsWith(LoraNames.Second, StringComparison.Ordinal);
}
