using LanguageModels.Weights;
using Trainer.Backends;
using Trainer.Checkpoints;
using Trainer.Optimisation;

namespace Trainer.Training;

/// <summary>
/// The tensor files of a loop's checkpoint: <c>weights</c> (the trained tensors under their own names, so that any reader of
/// safetensors can use them), <c>means</c> and <c>squares</c> of the optimiser, and <c>average</c>. Frozen tensors are not saved: they
/// are those that the stage started from.
/// </summary>
internal static class LoopTensors
{
    private const string Weights = "weights", Means = "means", Squares = "squares", Average = "average";

    private delegate Span<float> Place(Parameter parameter);

    public static IReadOnlyList<CheckpointTensors> Of(ParameterSet parameters, AdamW optimiser, ExponentialAverage? average) =>
        [.. Files(parameters, optimiser, average).Select(file => Describe(file.Name, parameters, file.Place))];

    /// <summary>Reads all of it back into its places.</summary>
    /// <exception cref="CheckpointException">A tensor is missing or has another shape.</exception>
    public static void Read(Checkpoint checkpoint, ParameterSet parameters, AdamW optimiser, ExponentialAverage? average)
    {
        foreach (var (name, place) in Files(parameters, optimiser, average))
        {
            using var source = checkpoint.Open(name);
            foreach (var parameter in parameters.Trained)
            {
                if (source.Tensors.GetValueOrDefault(parameter.Name)?.Shape.SequenceEqual(parameter.Shape) != true)
                {
                    throw new CheckpointException($"The checkpoint of step {checkpoint.Step} has no '{parameter.Name}' of the model's shape in '{name}'; it belongs to another model.");
                }

                source.Read(parameter.Name, place(parameter));
            }
        }
    }

    private static IEnumerable<(string Name, Place Place)> Files(ParameterSet parameters, AdamW optimiser, ExponentialAverage? average)
    {
        yield return (Weights, parameters.Values);
        yield return (Means, optimiser.FirstMoment);
        yield return (Squares, optimiser.SecondMoment);
        if (average is not null)
        {
            yield return (Average, average.Values);
        }
    }

    private static CheckpointTensors Describe(string name, ParameterSet parameters, Place place) => new(
        name,
        [.. parameters.Trained.Select(parameter => new TensorInfo(parameter.Name, "F32", parameter.Shape))],
        (tensor, values) => place(parameters[tensor.Name]).CopyTo(values));
}
