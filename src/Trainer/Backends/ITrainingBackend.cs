using LanguageModels.Graphs;
using LanguageModels.Weights;

namespace Trainer.Backends;

/// <summary>What computes losses and gradients. Everything above it (optimiser, schedule, checkpoints) is the same for all.</summary>
public interface ITrainingBackend
{
    /// <summary>Name and version, for the run's record.</summary>
    string Name { get; }

    /// <summary>A decoder to train.</summary>
    /// <param name="architecture">Its shape.</param>
    /// <param name="options">What is trained, and how it is computed.</param>
    /// <param name="start">Tensors under the names of Hugging Face's checkpoints; biases and norms of query and key exist where it has them. Null starts from chance. Read before this returns.</param>
    /// <param name="seed">Of every tensor that is not in <paramref name="start"/>.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape.</exception>
    ITrainingModel Create(DecoderArchitecture architecture, TrainingOptions options, ITensorSource? start, ulong seed);

    /// <summary>An encoder to train, for vectors of texts or for spans.</summary>
    /// <param name="architecture">Its shape.</param>
    /// <param name="options">What is trained, and how it is computed; LoRA is not offered here.</param>
    /// <param name="start">Tensors under the names of <c>BertModel</c>, without a prefix; null starts from chance. Read before this returns.</param>
    /// <param name="seed">Of every tensor that is not in <paramref name="start"/>.</param>
    /// <exception cref="InvalidDataException">A tensor is missing or has another shape.</exception>
    IEncoderTrainingModel CreateEncoder(EncoderArchitecture architecture, TrainingOptions options, ITensorSource? start, ulong seed);
}
