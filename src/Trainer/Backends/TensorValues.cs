using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Trainer.Backends;

/// <summary>Parameters and their gradients as the runtime's tensors over the same memory, made once and shared by all sessions.</summary>
internal sealed unsafe class TensorValues(ParameterSet parameters) : IDisposable
{
    private readonly Dictionary<(AlignedBuffer, long), OrtValue> _made = [];

    public ParameterSet Parameters => parameters;

    /// <summary>The values of a parameter.</summary>
    public OrtValue Of(string name) => Of(parameters.ValueBlock, parameters[name]);

    /// <summary>The gradient of a parameter in one of the blocks for gradients.</summary>
    public OrtValue Of(AlignedBuffer block, Parameter parameter)
    {
        if (!_made.TryGetValue((block, parameter.Offset), out var value))
        {
            var shape = parameter.Shape.ToArray();
            value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, shape, (nint)(block.Start + parameter.Offset), (long)parameter.Count * sizeof(float));
            _made.Add((block, parameter.Offset), value);
        }

        return value;
    }

    public void Dispose()
    {
        foreach (var value in _made.Values)
        {
            value.Dispose();
        }
    }
}
