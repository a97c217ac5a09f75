using Trainer.Training;

namespace Trainer.Stages;

/// <summary>Several stages at once: steps of each, so that none is forgotten while another is learnt.</summary>
public sealed class MultiTask(MultiTaskConfig config) : IStage
{
    /// <summary>Its name.</summary>
    public const string StageName = "multitask";

    /// <inheritdoc/>
    public string Name => StageName;

    /// <inheritdoc/>
    public string Purpose => $"Trains in turns: {string.Join(", ", config.Parts.Select(part => part.Stage.Create().Name))}.";

    /// <inheritdoc/>
    public IBatchSource Batches(StageMaterial material) => new MixedBatches(
        [.. config.Parts.Select(part => (part.Stage.Create().Batches(material), Math.Pow(part.Share, config.Power)))]);
}
