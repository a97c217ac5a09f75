namespace Retrieval.Extraction;

/// <summary>Linear and logistic models over features.</summary>
internal static class Weighted
{
    public static double Sum(ReadOnlySpan<double> features, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            sum += features[i] * weights[i];
        }

        return sum;
    }

    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
