using Trainer.Training;

namespace Trainer.Stages;

/// <summary>DAPT (arXiv 2004.10964): next tokens of the domain's documents, with general text against forgetting.</summary>
public sealed class DomainPretraining(DomainPretrainingConfig config) : IStage
{
    /// <summary>Its name.</summary>
    public const string StageName = "domain";

    /// <inheritdoc/>
    public string Name => StageName;

    /// <inheritdoc/>
    public string Purpose => "Reads the domain's documents, token by token.";

    /// <inheritdoc/>
    public IBatchSource Batches(StageMaterial material) => StageParts.Batches(
        material, StageParts.Blocks(material, material.Documents, config.Blocks.Length, config.Blocks.Replay), config.Blocks.Shape);
}
