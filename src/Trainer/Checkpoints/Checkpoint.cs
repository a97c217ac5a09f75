using System.Text.Json;
using LanguageModels.Weights;

namespace Trainer.Checkpoints;

/// <summary>A checkpoint whose files were all compared with their checksums when it was opened.</summary>
public sealed class Checkpoint
{
    private readonly string _folder;
    private readonly JsonElement _state;

    internal Checkpoint(string folder, CheckpointManifest manifest) => (_folder, _state, Step) = (folder, manifest.State, manifest.Step);

    /// <summary>Optimiser steps done when it was taken.</summary>
    public long Step { get; }

    /// <summary>The state that was saved with it.</summary>
    /// <exception cref="CheckpointException">It was saved as something else.</exception>
    public T State<T>()
        where T : class
    {
        try
        {
            return _state.Deserialize<T>() ?? throw new JsonException("It is null.");
        }
        catch (JsonException problem)
        {
            throw new CheckpointException($"The state in '{_folder}' is not what this version of the trainer writes: {problem.Message}", problem);
        }
    }

    /// <summary>Opens one of the tensor files. The caller disposes it.</summary>
    /// <param name="name">As in <see cref="CheckpointTensors.Name"/>.</param>
    public ITensorSource Open(string name) => SafetensorsFolder.Open(Path.Combine(_folder, CheckpointStore.FileOf(name)));
}
