using LanguageModels.Weights;

namespace Trainer.Checkpoints;

/// <summary>One tensor file of a checkpoint: what is in it, and how its values are read.</summary>
/// <param name="Name">Name of the file without its ending, such as <c>weights</c>.</param>
/// <param name="Tensors">Name, type and shape of each tensor.</param>
/// <param name="Read">Fills [elements] with a tensor's values, row-major.</param>
public sealed record CheckpointTensors(string Name, IReadOnlyList<TensorInfo> Tensors, Action<TensorInfo, Span<float>> Read);
