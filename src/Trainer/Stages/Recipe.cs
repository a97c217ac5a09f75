using System.Collections.Immutable;

namespace Trainer.Stages;

/// <summary>Everything about a training that is not its data: the model's shape and the stages, one after the other.</summary>
public sealed record Recipe
{
    /// <summary>Its name, with a version when it changes.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in a sentence.</summary>
    public required string Purpose { get; init; }

    /// <summary>The model that is trained from nothing; null for a recipe that adapts a model.</summary>
    public ModelShape? Shape { get; init; }

    /// <summary>Its stages, at least one.</summary>
    public required ImmutableArray<StageConfig> Stages { get; init; }

    /// <summary>What is wrong with it, each with the name of the setting; empty when all is well.</summary>
    public IEnumerable<string> Flaws() =>
    [
        .. Stages.IsDefaultOrEmpty ? ["stages is empty; expected at least one"] : Stages.SelectMany((stage, place) => stage.Flaws().Select(flaw => $"stages[{place}].{flaw}")),
        .. Shape?.Flaws() ?? [],
        .. Shape is not null && !Stages.IsDefaultOrEmpty && Stages[0].Lora is not null ? ["stages[0].lora: adapters need a base model, and this recipe trains one from nothing"] : Array.Empty<string>(),
    ];
}
