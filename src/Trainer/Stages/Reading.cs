using Trainer.Training;

namespace Trainer.Stages;

/// <summary>
/// Reading (after RAFT, arXiv 2403.10131): a question with passages, of which one or none says the answer; what is learnt is to write
/// that note. Values are changed in each example, so that remembering does not help. Measured at 1.5 M parameters it had not begun to
/// copy after 4.5 M tokens; it is not part of any default recipe.
/// </summary>
public sealed class Reading(ReadingConfig config) : IStage
{
    /// <summary>Its name.</summary>
    public const string StageName = "reading";

    /// <inheritdoc/>
    public string Name => StageName;

    /// <inheritdoc/>
    public string Purpose => "Learns to find the note among passages and to copy it.";

    /// <inheritdoc/>
    public IBatchSource Batches(StageMaterial material) =>
        StageParts.Batches(material, new ReadingRows(material.Format, material.Pairs, config, material.Seed), config.Questions.Shape);
}
