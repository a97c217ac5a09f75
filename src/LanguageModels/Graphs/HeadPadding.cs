namespace LanguageModels.Graphs;

/// <summary>
/// ONNX Runtime's attention takes heads whose size is a multiple of 16. Smaller ones are widened by zeros: both halves, so
/// that the rotation still pairs i with i + half. Zeros change no product of query and key and no output.
/// </summary>
internal static class HeadPadding
{
    private const int Multiple = 16;

    /// <summary>The size that heads get.</summary>
    public static int Padded(int headSize) => (headSize + Multiple - 1) / Multiple * Multiple;

    /// <summary>Rows of a projection to heads (or its bias, with one column): [heads x size, columns] to [heads x padded, columns].</summary>
    public static float[] Rows(float[] rows, int headSize, int columns)
    {
        var padded = Padded(headSize);
        if (padded == headSize)
        {
            return rows;
        }

        var widened = new float[rows.Length / headSize * padded];
        for (var row = 0; row < rows.Length / columns; row++)
        {
            rows.AsSpan(row * columns, columns).CopyTo(widened.AsSpan(Place(row, headSize, padded) * columns));
        }

        return widened;
    }

    /// <summary>Columns of a projection from heads: [rows, heads x size] to [rows, heads x padded].</summary>
    public static float[] Columns(float[] matrix, int headSize, int columns)
    {
        var padded = Padded(headSize);
        if (padded == headSize)
        {
            return matrix;
        }

        var (rows, width) = (matrix.Length / columns, columns / headSize * padded);
        var widened = new float[rows * width];
        for (var i = 0; i < matrix.Length; i++)
        {
            var (row, column) = Math.DivRem(i, columns);
            widened[row * width + Place(column, headSize, padded)] = matrix[i];
        }

        return widened;
    }

    private static int Place(int index, int headSize, int padded)
    {
        var (head, place) = Math.DivRem(index, headSize);
        var half = headSize / 2;
        return head * padded + (place < half ? place : padded / 2 + place - half);
    }
}
