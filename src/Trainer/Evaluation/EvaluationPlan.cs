namespace Trainer.Evaluation;

/// <summary>What an expert is measured on.</summary>
internal sealed record EvaluationPlan
{
    /// <summary>Questions that are reported; no wording of them was trained on or remembered.</summary>
    public required IReadOnlyList<EvaluationQuestion> Test { get; init; }

    /// <summary>Other questions, unknown ones among them, on which the gate is fitted; empty fits it on <see cref="Test"/>, cross-validated, and says so.</summary>
    public IReadOnlyList<EvaluationQuestion> Development { get; init; } = [];

    /// <summary>Texts of the domain that were not trained on.</summary>
    public IReadOnlyList<string> DomainTexts { get; init; } = [];

    /// <summary>Texts of no domain: what must not be forgotten.</summary>
    public IReadOnlyList<string> GeneralTexts { get; init; } = [];

    /// <summary>What the default gate promises.</summary>
    public GateGoal Goal { get; init; } = new();

    /// <summary>Notes of a model that reads remembered notes and documents before it answers; null measures none.</summary>
    public ReadingWitness? Reading { get; init; }
}
