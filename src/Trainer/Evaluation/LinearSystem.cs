namespace Trainer.Evaluation;

/// <summary>Solves A x = b for a small symmetric positive definite A, by Cholesky's method.</summary>
internal static class LinearSystem
{
    /// <summary>x.</summary>
    /// <param name="matrix">[n, n]; overwritten.</param>
    /// <param name="right">[n]</param>
    public static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        Decompose(matrix, size);
        var solution = (double[])right.Clone();
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                solution[i] -= matrix[i, k] * solution[k];
            }

            solution[i] /= matrix[i, i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                solution[i] -= matrix[k, i] * solution[k];
            }

            solution[i] /= matrix[i, i];
        }

        return solution;
    }

    private static void Decompose(double[,] matrix, int size)
    {
        for (var j = 0; j < size; j++)
        {
            for (var i = j; i < size; i++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[i, k] * matrix[j, k];
                }

                matrix[i, j] = i == j ? Math.Sqrt(sum) : sum / matrix[j, j];
            }
        }
    }
}
