using Trainer.Training;

namespace Trainer.Stages;

/// <summary>How questions and notes are shown.</summary>
public sealed record QuestionSettings
{
    /// <summary>How rows make batches. Default 24 rows, each one question, at most 96 tokens.</summary>
    public BatchShape Shape { get; init; } = new() { Rows = 24, Columns = 96 };

    /// <summary>Unknown questions for each known one. Default 0.25.</summary>
    public double UnknownShare { get; init; } = 0.25;

    /// <summary>Mean strength of <see cref="QuestionNoise"/>. Default 0.1.</summary>
    public double Noise { get; init; } = 0.1;

    /// <summary>Share of the tokens that repeats earlier facts, where there are any. Default 0.5.</summary>
    public double Replay { get; init; } = 0.5;

    /// <summary>What is wrong with the settings.</summary>
    internal IEnumerable<string> Flaws()
    {
        if (Shape.Rows < 1 || Shape.Columns < 8)
        {
            yield return $"questions.shape has {Shape.Rows} rows and {Shape.Columns} columns; expected at least 1 and 8";
        }

        if (UnknownShare is not (>= 0 and <= 10))
        {
            yield return $"questions.unknownShare is {UnknownShare}; expected 0 to 10";
        }

        if (Noise is not (>= 0 and <= 0.5))
        {
            yield return $"questions.noise is {Noise}; expected 0 to 0.5";
        }

        if (Replay is not (>= 0 and < 1))
        {
            yield return $"questions.replay is {Replay}; expected 0 to below 1";
        }
    }
}
