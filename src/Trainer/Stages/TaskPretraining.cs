using Trainer.Corpus;
using Trainer.Training;

namespace Trainer.Stages;

/// <summary>TAPT (arXiv 2004.10964): next tokens of the task's own texts, here the notes and all wordings of their questions, unpaired.</summary>
public sealed class TaskPretraining(TaskPretrainingConfig config) : IStage
{
    /// <summary>Its name.</summary>
    public const string StageName = "task";

    /// <inheritdoc/>
    public string Name => StageName;

    /// <inheritdoc/>
    public string Purpose => "Reads the questions and notes as plain text.";

    /// <inheritdoc/>
    public IBatchSource Batches(StageMaterial material) => StageParts.Batches(
        material, StageParts.Blocks(material, [.. material.Pairs.SelectMany(Texts)], config.Blocks.Length, config.Blocks.Replay), config.Blocks.Shape);

    private static IEnumerable<StageDocument> Texts(NotePair pair) =>
        pair.Wordings.Append(pair.Note ?? "").Where(text => text.Length > 0).Select(text => new StageDocument(pair.Group, text));
}
