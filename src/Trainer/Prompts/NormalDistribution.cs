namespace Trainer.Prompts;

/// <summary>The standard normal distribution in double precision.</summary>
internal static class NormalDistribution
{
    private static readonly double[] SmallNumerator = [3.16112374387056560e00, 1.13864154151050156e02, 3.77485237685302021e02, 3.20937758913846947e03, 1.85777706184603153e-1];
    private static readonly double[] SmallDenominator = [2.36012909523441209e01, 2.44024637934444173e02, 1.28261652607737228e03, 2.84423683343917062e03];
    private static readonly double[] MiddleNumerator = [5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e01, 2.98635138197400131e02, 8.81952221241769090e02, 1.71204761263407058e03, 2.05107837782607147e03, 1.23033935479799725e03, 2.15311535474403846e-8];
    private static readonly double[] MiddleDenominator = [1.57449261107098347e01, 1.17693950891312499e02, 5.37181101862009858e02, 1.62138957456669019e03, 3.29079923573345963e03, 4.36261909014324716e03, 3.43936767414372164e03, 1.23033935480374942e03];
    private static readonly double[] LargeNumerator = [3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4, 1.63153871373020978e-2];
    private static readonly double[] LargeDenominator = [2.56852019228982242e00, 1.87295284992346047e00, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3];

    public static double Density(double value) => Math.Exp(-value * value / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The probability of a smaller value, also far out on the left without cancellation.</summary>
    public static double Cumulative(double value) => ComplementaryError(-value / Math.Sqrt(2)) / 2;

    /// <summary>erfc by the rational approximations of W. J. Cody, Mathematics of Computation 23 (1969), pages 631 to 637.</summary>
    private static double ComplementaryError(double value)
    {
        var size = Math.Abs(value);
        if (size <= 0.46875)
        {
            return 1 - (value * Ratio(SmallNumerator, SmallDenominator, size * size));
        }

        var tail = size <= 4
            ? Ratio(MiddleNumerator, MiddleDenominator, size)
            : size > 27 ? 0 : ((1 / Math.Sqrt(Math.PI)) - (Ratio(LargeNumerator, LargeDenominator, 1 / (size * size)) / (size * size))) / size;
        var complement = size > 27 ? 0 : Math.Exp(-size * size) * tail;
        return value < 0 ? 2 - complement : complement;
    }

    /// <summary>The last coefficient of the numerator is that of the highest power; the denominator's is one.</summary>
    private static double Ratio(double[] numerator, double[] denominator, double value)
    {
        var above = numerator[^1] * value;
        var below = value;
        for (var i = 0; i < denominator.Length - 1; i++)
        {
            above = (above + numerator[i]) * value;
            below = (below + denominator[i]) * value;
        }

        return (above + numerator[denominator.Length - 1]) / (below + denominator[^1]);
    }
}
