namespace Trainer.Prompts;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, section 8.5).</summary>
internal static class SymmetricEigen
{
    private const int MaxSweeps = 60;

    /// <summary>Turns <paramref name="matrix"/> (row after row) into a diagonal one; column k of <paramref name="vectors"/> is the eigenvector of entry k.</summary>
    public static void Decompose(double[] matrix, double[] vectors, int size)
    {
        Array.Clear(vectors);
        for (var i = 0; i < size; i++)
        {
            vectors[(i * size) + i] = 1;
        }

        for (var sweep = 0; sweep < MaxSweeps && OffDiagonal(matrix, size) > 0; sweep++)
        {
            for (var p = 0; p < size - 1; p++)
            {
                for (var q = p + 1; q < size; q++)
                {
                    Rotate(matrix, vectors, size, p, q);
                }
            }
        }
    }

    private static double OffDiagonal(double[] matrix, int size)
    {
        double off = 0, all = 0;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var square = matrix[(i * size) + j] * matrix[(i * size) + j];
                all += square;
                off += i == j ? 0 : square;
            }
        }

        return off > 1e-30 * all ? off : 0;
    }

    private static void Rotate(double[] matrix, double[] vectors, int size, int p, int q)
    {
        var off = matrix[(p * size) + q];
        if (off == 0)
        {
            return;
        }

        var theta = (matrix[(q * size) + q] - matrix[(p * size) + p]) / (2 * off);
        var tangent = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        for (var k = 0; k < size; k++)
        {
            Mix(matrix, (k * size) + p, (k * size) + q, cosine, sine);
        }

        for (var k = 0; k < size; k++)
        {
            Mix(matrix, (p * size) + k, (q * size) + k, cosine, sine);
            Mix(vectors, (k * size) + p, (k * size) + q, cosine, sine);
        }
    }

    private static void Mix(double[] values, int first, int second, double cosine, double sine)
    {
        (values[first], values[second]) =
            ((cosine * values[first]) - (sine * values[second]), (sine * values[first]) + (cosine * values[second]));
    }
}
