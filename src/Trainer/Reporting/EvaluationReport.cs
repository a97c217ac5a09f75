using System.Collections.Immutable;
using Trainer.Evaluation;
using Trainer.Export;

namespace Trainer.Reporting;

/// <summary>What an expert is, how it was made, and what it is worth. Lies in its version as JSON and as a page.</summary>
internal sealed record EvaluationReport
{
    /// <summary>Version of this layout.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Name of the expert.</summary>
    public required string Expert { get; init; }

    /// <summary>Its domain.</summary>
    public required string Domain { get; init; }

    /// <summary>How it was trained.</summary>
    public required string Recipe { get; init; }

    /// <summary>What it was trained from; null for nothing.</summary>
    public string? Base { get; init; }

    /// <summary>Hash of the corpus manifest.</summary>
    public string? CorpusHash { get; init; }

    /// <summary>The command that makes it again; null when nobody said.</summary>
    public string? Command { get; init; }

    /// <summary>Of everything that was drawn by chance.</summary>
    public ulong? Seed { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Numbers in the model; null for an expert that only remembers.</summary>
    public long? Parameters { get; init; }

    /// <summary>Bytes of the exported folder.</summary>
    public long? Bytes { get; init; }

    /// <summary>Number format of the matrices.</summary>
    public string? Precision { get; init; }

    /// <summary>Wordings in its memory; null without one.</summary>
    public int? Wordings { get; init; }

    /// <summary>Tokens trained on.</summary>
    public long? TrainedTokens { get; init; }

    /// <summary>Time of the training, seconds.</summary>
    public double? TrainingSeconds { get; init; }

    /// <summary>How near the export is to the training weights; null for an expert without a model.</summary>
    public ExportCheck? Export { get; init; }

    /// <summary>A curve for each stage of the training.</summary>
    public ImmutableArray<TrainingCurve> Curves { get; init; } = [];

    /// <summary>What was measured.</summary>
    public required EvaluationResult Measured { get; init; }
}
