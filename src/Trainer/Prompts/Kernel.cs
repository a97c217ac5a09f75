namespace Trainer.Prompts;

/// <summary>
/// A stationary covariance with one length a dimension: <c>Variance * k(r)</c>, r the distance after division by the lengths
/// (Rasmussen and Williams, Gaussian Processes for Machine Learning, section 4.2).
/// </summary>
/// <param name="Kind">The shape.</param>
/// <param name="Variance">The covariance of a point with itself, in squared units of the target.</param>
/// <param name="Lengths">A positive length for each dimension, in units of that dimension.</param>
/// <param name="Noise">Variance of the observations around the function, in squared units of the target.</param>
public sealed record Kernel(KernelKind Kind, double Variance, IReadOnlyList<double> Lengths, double Noise)
{
    /// <summary>The covariance of the function's values at two points.</summary>
    public double Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var squared = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            var step = (first[i] - second[i]) / Lengths[i];
            squared += step * step;
        }

        return Variance * Shape(squared);
    }

    private double Shape(double squared)
    {
        switch (Kind)
        {
            case KernelKind.SquaredExponential:
                return Math.Exp(-squared / 2);
            case KernelKind.Matern12:
                return Math.Exp(-Math.Sqrt(squared));
            case KernelKind.Matern32:
                var three = Math.Sqrt(3 * squared);
                return (1 + three) * Math.Exp(-three);
            default:
                var five = Math.Sqrt(5 * squared);
                return (1 + five + (five * five / 3)) * Math.Exp(-five);
        }
    }
}
