using Trainer.Training;

namespace Trainer.Stages;

/// <summary>How documents are shown.</summary>
public sealed record BlockSettings
{
    /// <summary>Blocks of a batch. Default 8.</summary>
    public int Rows { get; init; } = 8;

    /// <summary>Tokens of a block. Default 128.</summary>
    public int Length { get; init; } = 128;

    /// <summary>Share of the tokens that are general text, where there is any. Default 0.5.</summary>
    public double Replay { get; init; } = 0.5;

    /// <summary>As a shape of batches.</summary>
    internal BatchShape Shape => new() { Rows = Rows, Columns = Length };

    /// <summary>What is wrong with the settings.</summary>
    internal IEnumerable<string> Flaws()
    {
        if (Rows < 1 || Length < 8)
        {
            yield return $"blocks has {Rows} rows of {Length} tokens; expected at least 1 and 8";
        }

        if (Replay is not (>= 0 and < 1))
        {
            yield return $"blocks.replay is {Replay}; expected 0 to below 1";
        }
    }
}
