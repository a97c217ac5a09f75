using Experts.Registry;
using LanguageModels.Weights;

namespace Trainer.Stages;

/// <summary>The weights that a stage leaves: one safetensors file under the names of Hugging Face's checkpoints, in float32.</summary>
public static class StageWeights
{
    /// <summary>Writes all tensors of a source; the file appears whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ITensorSource weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var folder = Path.GetDirectoryName(path)!; // a file always lies in a folder
        var unfinished = Path.Combine(folder, $".unfinished-{Path.GetFileName(path)}");
        try
        {
            SafetensorsWriter.Write(
                unfinished,
                [.. weights.Tensors.Values.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).Select(tensor => tensor with { Type = "F32" })],
                (tensor, values) => weights.Read(tensor.Name, values));
            DurableFiles.Flush(unfinished);
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }

        DurableFiles.FlushNames(folder);
    }
}
