using Trainer.Training;

namespace Trainer.Stages;

/// <summary>
/// Pre-training and instruction tuning at once (FINDAP, arXiv 2501.04961): steps of questions and steps of document blocks, mixed so
/// that documents keep their share of the tokens.
/// </summary>
public sealed class JointTraining(JointTrainingConfig config) : IStage
{
    /// <summary>Its name.</summary>
    public const string StageName = "joint";

    /// <inheritdoc/>
    public string Name => StageName;

    /// <inheritdoc/>
    public string Purpose => "Learns notes and reads documents in turns.";

    /// <inheritdoc/>
    public IBatchSource Batches(StageMaterial material)
    {
        var questions = StageParts.Batches(material, StageParts.Questions(material, config.Questions), config.Questions.Shape);
        var blocks = StageParts.Blocks(material, material.Documents, config.Blocks.Length, config.Blocks.Replay);
        return new MixedBatches((questions, 1 - config.DocumentShare), (StageParts.Batches(material, blocks, config.Blocks.Shape), config.DocumentShare));
    }
}
