using System.Collections.Immutable;

namespace Trainer.Runs;

/// <summary>What a plan would come to.</summary>
public sealed record Forecast
{
    /// <summary>Documents of the domain.</summary>
    public required int DocumentsRead { get; init; }

    /// <summary>Documents that the filters keep.</summary>
    public required int Documents { get; init; }

    /// <summary>Characters of those.</summary>
    public required long Characters { get; init; }

    /// <summary>Facts with a note.</summary>
    public required int Facts { get; init; }

    /// <summary>Groups of questions to which nothing is known.</summary>
    public required int Unknown { get; init; }

    /// <summary>Wordings of all questions.</summary>
    public required int Wordings { get; init; }

    /// <summary>Hash of the corpus.</summary>
    public required string Corpus { get; init; }

    /// <summary>Numbers in the model.</summary>
    public required long Parameters { get; init; }

    /// <summary>Those that the first stage changes.</summary>
    public required long Trained { get; init; }

    /// <summary>The stages.</summary>
    public required ImmutableArray<StageForecast> Stages { get; init; }

    /// <summary>Time of all stages.</summary>
    public TimeSpan Training => Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Time);
}
