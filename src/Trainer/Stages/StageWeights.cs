using LanguageModels.Weights;
using Trainer.Backends;

namespace Trainer.Stages;

/// <summary>The weights that a stage leaves, as a safetensors file under the names of Hugging Face's checkpoints.</summary>
public static class StageWeights
{
    /// <summary>Writes all tensors but adapters, which are merged or written by themselves.</summary>
    public static void Write(string path, ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        SafetensorsWriter.Write(
            path,
            [.. parameters.All.Select(parameter => new TensorInfo(parameter.Name, "F32", parameter.Shape))],
            (tensor, values) => parameters.Values(parameters[tensor.Name]).CopyTo(values));
    }
}
