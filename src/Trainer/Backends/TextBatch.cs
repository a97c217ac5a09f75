namespace Trainer.Backends;

/// <summary>Texts for an encoder, padded on the right. The arrays may be filled again and reused.</summary>
public sealed class TextBatch
{
    /// <summary>Empty texts.</summary>
    /// <param name="rows">Texts.</param>
    /// <param name="columns">Tokens of the longest.</param>
    public TextBatch(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        (Rows, Columns) = (rows, columns);
        (Tokens, Segments, Lengths) = (new int[rows * columns], new int[rows * columns], new int[rows]);
    }

    /// <summary>Texts.</summary>
    public int Rows { get; }

    /// <summary>Tokens of the longest.</summary>
    public int Columns { get; }

    /// <summary>[rows, columns]; what is past a text's length does not matter.</summary>
    public int[] Tokens { get; }

    /// <summary>Segment of each token, [rows, columns].</summary>
    public int[] Segments { get; }

    /// <summary>Tokens of each text, [rows]; 1 to columns.</summary>
    public int[] Lengths { get; }
}
