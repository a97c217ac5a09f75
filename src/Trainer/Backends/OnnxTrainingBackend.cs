using LanguageModels.Graphs;
using LanguageModels.Sessions;
using LanguageModels.Weights;

namespace Trainer.Backends;

/// <summary>Loss and gradients as one ONNX graph that ONNX Runtime computes.</summary>
public sealed class OnnxTrainingBackend : ITrainingBackend
{
    /// <inheritdoc/>
    public string Name => "onnxruntime " + OnnxRuntimeLibrary.Version;

    /// <inheritdoc/>
    public ITrainingModel Create(DecoderArchitecture architecture, TrainingOptions options, ITensorSource? start, ulong seed) =>
        new OnnxTrainingModel(architecture, options, DecoderParameters.Create(architecture, options, start, seed));

    /// <inheritdoc/>
    public IEncoderTrainingModel CreateEncoder(EncoderArchitecture architecture, TrainingOptions options, ITensorSource? start, ulong seed) =>
        new OnnxEncoderModel(architecture, options, EncoderParameters.Create(architecture, options, start, seed));
}
