using System.Globalization;

namespace Load.Reporting;

/// <summary>A figure over rounds.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    /// <summary>Of at least one value.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }

    /// <summary>The median, and in brackets the range.</summary>
    public string Text(string format) => string.Create(
        CultureInfo.InvariantCulture, $"{Show(Median, format)} ({Show(Least, format)}–{Show(Most, format)})");

    private static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
