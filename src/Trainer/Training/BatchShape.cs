namespace Trainer.Training;

/// <summary>How rows are put together.</summary>
public sealed record BatchShape
{
    /// <summary>Rows of a batch, 1 or more.</summary>
    public required int Rows { get; init; }

    /// <summary>Most tokens of a row; longer examples are cut. 2 or more.</summary>
    public required int Columns { get; init; }

    /// <summary>
    /// Whether several examples share a row, each seeing only itself: a batch then takes examples until the next one fits nowhere.
    /// Otherwise each row is one example and the batch is as wide as its longest. Default false.
    /// </summary>
    public bool IsPacked { get; init; }
}
