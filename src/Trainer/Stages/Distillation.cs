using Trainer.Training;

namespace Trainer.Stages;

/// <summary>Learns what a larger model with the same tokenizer would say at each place, besides the data's own labels.</summary>
public sealed class Distillation(DistillationConfig config) : IStage
{
    /// <summary>Its name.</summary>
    public const string StageName = "distillation";

    /// <inheritdoc/>
    public string Name => StageName;

    /// <inheritdoc/>
    public string Purpose => "Learns from a larger model's judgement of each token.";

    /// <inheritdoc/>
    public IBatchSource Batches(StageMaterial material) => material.Teacher is { } teacher
        ? new TaughtBatches(config.Data.Create().Batches(material), teacher, config)
        : throw new StageException("Distillation needs a teacher: name the folder of a larger model with the same tokenizer.");
}
