namespace Trainer.Stages;

/// <summary>What a student learns of a teacher. A teacher that writes notes and wordings instead works before training, on the corpus.</summary>
public enum DistillationTargets
{
    /// <summary>Its distributions (arXiv 1503.02531).</summary>
    Soft,

    /// <summary>Its most likely token at each place (word-level hard targets, arXiv 1606.07947, section 3).</summary>
    Hard,
}
