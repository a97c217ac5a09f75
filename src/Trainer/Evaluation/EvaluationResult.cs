using System.Collections.Immutable;

namespace Trainer.Evaluation;

/// <summary>Everything that was measured of an expert.</summary>
internal sealed record EvaluationResult
{
    /// <summary>Who was measured.</summary>
    public required string Expert { get; init; }

    /// <summary>A row for each stratum of the test, and behind them one for all known and one for all unknown questions.</summary>
    public required ImmutableArray<StratumRow> Strata { get; init; }

    /// <summary>The confidence.</summary>
    public required GateFigures Gate { get; init; }

    /// <summary>Domain text; null without a model or texts.</summary>
    public Likelihood? Domain { get; init; }

    /// <summary>General text, likewise.</summary>
    public Likelihood? General { get; init; }

    /// <summary>How fast it is.</summary>
    public required ExpertSpeed Speed { get; init; }

    /// <summary>What the combined choice has over recalling alone, on known questions: what the language model is good for. Null without both.</summary>
    public Interval? GainOverRecall { get; init; }

    /// <summary>What reading has over recalling alone, likewise.</summary>
    public Interval? ReadingOverRecall { get; init; }

    /// <summary>The comparison with the version before; null for a first one.</summary>
    public ParentComparison? Comparison { get; init; }

    /// <summary>The wrong notes of highest confidence, those first.</summary>
    public ImmutableArray<WrongNote> Mistakes { get; init; } = [];

    /// <summary>What an operator should know.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>What follows for promoting it.</summary>
    public Verdict Verdict => Comparison?.Verdict ?? Verdict.First;
}
