using System.Text.Json.Serialization;
using Trainer.Backends;
using Trainer.Training;

namespace Trainer.Stages;

/// <summary>The settings of one stage, as plans and recipe files write them: <c>{"stage": "knowledge", "learning": {...}, ...}</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "stage")]
[JsonDerivedType(typeof(DomainPretrainingConfig), DomainPretraining.StageName)]
[JsonDerivedType(typeof(TaskPretrainingConfig), TaskPretraining.StageName)]
[JsonDerivedType(typeof(KnowledgeInstructionConfig), KnowledgeInstruction.StageName)]
[JsonDerivedType(typeof(JointTrainingConfig), JointTraining.StageName)]
[JsonDerivedType(typeof(DistillationConfig), Distillation.StageName)]
[JsonDerivedType(typeof(ReadingConfig), Reading.StageName)]
[JsonDerivedType(typeof(MultiTaskConfig), MultiTask.StageName)]
public abstract record StageConfig
{
    /// <summary>How it learns.</summary>
    public required LearningSettings Learning { get; init; }

    /// <summary>Share of the stage's change that is kept, above 0 and at most 1. Default 1; see <see cref="InterpolatedTensors"/>.</summary>
    public double KeptChange { get; init; } = 1;

    /// <summary>Trains low-rank adapters instead of the model, merged into it when the stage ends; null trains the model.</summary>
    public LoraOptions? Lora { get; init; }

    /// <summary>The stage that these settings describe.</summary>
    public abstract IStage Create();

    /// <summary>What is wrong with the settings, each with the name of the setting; empty when all is well.</summary>
    public virtual IEnumerable<string> Flaws()
    {
        if (Learning.Tokens <= 0)
        {
            yield return $"learning.tokens is {Learning.Tokens}; expected more than 0";
        }

        if (!(Learning.Rate > 0 && double.IsFinite(Learning.Rate)))
        {
            yield return $"learning.rate is {Learning.Rate}; expected more than 0";
        }

        if (Learning.Average is < 0 or >= 1)
        {
            yield return $"learning.average is {Learning.Average}; expected 0 to below 1, or null";
        }

        if (KeptChange is not (> 0 and <= 1))
        {
            yield return $"keptChange is {KeptChange}; expected above 0, at most 1";
        }

        if (Learning.Accumulated < 1)
        {
            yield return $"learning.accumulated is {Learning.Accumulated}; expected 1 or more";
        }
    }
}
