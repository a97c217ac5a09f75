namespace Trainer.Prompts;

/// <summary>The lower triangular L of a symmetric positive definite matrix A = L Lᵀ, row after row.</summary>
internal sealed class Cholesky
{
    private readonly double[] _lower;

    private Cholesky(double[] lower, int size)
    {
        _lower = lower;
        Size = size;
    }

    public int Size { get; }

    /// <summary>log det A.</summary>
    public double LogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Size; i++)
            {
                sum += Math.Log(_lower[(i * Size) + i]);
            }

            return 2 * sum;
        }
    }

    /// <summary>Factors the matrix, of which only the lower half is read.</summary>
    /// <returns>Null when the matrix is not positive definite in double precision.</returns>
    public static Cholesky? Of(double[] matrix, int size)
    {
        var lower = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[(i * size) + j] - Dot(lower.AsSpan(i * size, j), lower.AsSpan(j * size, j));
                if (i != j)
                {
                    lower[(i * size) + j] = rest / lower[(j * size) + j];
                }
                else if (rest > 0)
                {
                    lower[(i * size) + i] = Math.Sqrt(rest);
                }
                else
                {
                    return null;
                }
            }
        }

        return new Cholesky(lower, size);
    }

    /// <summary>Solves L x = b in place.</summary>
    public void SolveLower(Span<double> values)
    {
        for (var i = 0; i < Size; i++)
        {
            values[i] = (values[i] - Dot(_lower.AsSpan(i * Size, i), values[..i])) / _lower[(i * Size) + i];
        }
    }

    /// <summary>Solves Lᵀ x = b in place.</summary>
    public void SolveUpper(Span<double> values)
    {
        for (var i = Size - 1; i >= 0; i--)
        {
            values[i] /= _lower[(i * Size) + i];
            for (var j = 0; j < i; j++)
            {
                values[j] -= _lower[(i * Size) + j] * values[i];
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += first[i] * second[i];
        }

        return sum;
    }
}
