namespace Trainer.Backends;

/// <summary>Rows of tokens with what is to be learnt of them. The arrays may be filled again and reused.</summary>
public sealed class TokenBatch
{
    /// <summary>The target of a token after which nothing is to be learnt.</summary>
    public const int NoLabel = -100;

    /// <summary>A batch of zeros without labels.</summary>
    public TokenBatch(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        (Rows, Columns) = (rows, columns);
        (Tokens, Targets) = (new int[rows * columns], new int[rows * columns]);
        Array.Fill(Targets, NoLabel);
    }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Tokens of a row; shorter ones are padded on the right with any token, without labels.</summary>
    public int Columns { get; }

    /// <summary>[rows, columns]</summary>
    public int[] Tokens { get; }

    /// <summary>[rows, columns]: the token that should follow the one at the same place (already shifted), or <see cref="NoLabel"/>.</summary>
    public int[] Targets { get; }

    /// <summary>
    /// [rows, columns], for rows that hold several documents: a number for each token; neighbours with the same number are one
    /// document. A token sees its own document only, and positions begin again with each. Null for one document a row.
    /// </summary>
    public int[]? Documents { get; init; }

    /// <summary>What a teacher would say; null for none.</summary>
    public SoftTargets? Soft { get; set; }

    /// <summary>Tokens with a label.</summary>
    public int LabelledTokens
    {
        get
        {
            var count = 0;
            foreach (var target in Targets)
            {
                count += target == NoLabel ? 0 : 1;
            }

            return count;
        }
    }
}
