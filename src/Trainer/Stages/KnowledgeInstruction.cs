using Trainer.Training;

namespace Trainer.Stages;

/// <summary>Knowledge instruction tuning (BLADE, arXiv 2403.18365, stage 2): a question in any wording, its note alone is learnt.</summary>
public sealed class KnowledgeInstruction(KnowledgeInstructionConfig config) : IStage
{
    /// <summary>Its name.</summary>
    public const string StageName = "knowledge";

    /// <inheritdoc/>
    public string Name => StageName;

    /// <inheritdoc/>
    public string Purpose => "Learns to write the note that answers a question, and to say when nothing is known.";

    /// <inheritdoc/>
    public IBatchSource Batches(StageMaterial material) =>
        StageParts.Batches(material, StageParts.Questions(material, config.Questions), config.Questions.Shape);
}
