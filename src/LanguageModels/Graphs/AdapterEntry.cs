namespace LanguageModels.Graphs;

/// <summary>
/// What an adapter puts into the bank of one matrix. Where the graph packs several projections into one matrix (query, key and
/// value), their adapters become one of the summed rank: the A side by side, the B along the diagonal.
/// </summary>
public static class AdapterEntry
{
    /// <summary>An adapter of one projection as PEFT keeps it.</summary>
    /// <param name="A">[rank, columns]</param>
    /// <param name="B">[rows, rank]</param>
    /// <param name="Rows">Outputs of the projection.</param>
    /// <param name="Rank">Of the adapter.</param>
    public sealed record Part(ReadOnlyMemory<float> A, ReadOnlyMemory<float> B, int Rows, int Rank);

    /// <summary>The two tensors of an entry.</summary>
    /// <param name="parts">Adapters of the packed projections in their order.</param>
    /// <param name="columns">Inputs of the matrix.</param>
    /// <param name="scale">Multiplies B: alpha / rank.</param>
    /// <returns>A, [columns, summed rank], and B, [summed rank, summed rows].</returns>
    public static (float[] A, float[] B) Pack(IReadOnlyList<Part> parts, int columns, float scale)
    {
        var (ranks, rows) = (parts.Sum(part => part.Rank), parts.Sum(part => part.Rows));
        var (first, second) = (new float[columns * ranks], new float[ranks * rows]);
        var (rank, row) = (0, 0);
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Rank; i++)
            {
                for (var column = 0; column < columns; column++)
                {
                    first[column * ranks + rank + i] = part.A.Span[i * columns + column];
                }

                for (var output = 0; output < part.Rows; output++)
                {
                    second[(rank + i) * rows + row + output] = part.B.Span[output * part.Rank + i] * scale;
                }
            }

            (rank, row) = (rank + part.Rank, row + part.Rows);
        }

        return (first, second);
    }
}
