namespace LanguageModels.Graphs;

/// <summary>Cosines and sines of the rotary embedding (arXiv 2104.09864), by position and frequency.</summary>
public static class RotaryTable
{
    /// <summary>The two tables.</summary>
    /// <param name="theta">Base of the frequencies.</param>
    /// <param name="dimensions">Rotated dimensions of a head; even.</param>
    /// <param name="padded">Dimensions of the padded head; those beyond are not turned.</param>
    /// <param name="positions">Rows to make.</param>
    /// <param name="scaling">How the frequencies are stretched.</param>
    /// <returns>[positions, padded / 2] each, row-major.</returns>
    public static (float[] Cos, float[] Sin) Make(double theta, int dimensions, int padded, int positions, RopeScaling scaling)
    {
        var half = padded / 2;
        var frequencies = Frequencies(theta, dimensions, scaling);
        var factor = scaling is RopeScaling.Yarn yarn ? yarn.AttentionFactor ?? 0.1 * Math.Log(yarn.Factor) + 1 : 1;
        var (cos, sin) = (new float[positions * half], new float[positions * half]);
        for (var position = 0; position < positions; position++)
        {
            for (var i = 0; i < half; i++)
            {
                var angle = i < frequencies.Length ? position * frequencies[i] : 0;
                cos[position * half + i] = (float)(Math.Cos(angle) * factor);
                sin[position * half + i] = (float)(Math.Sin(angle) * factor);
            }
        }

        return (cos, sin);
    }

    private static double[] Frequencies(double theta, int dimensions, RopeScaling scaling)
    {
        var frequencies = new double[dimensions / 2];
        for (var i = 0; i < frequencies.Length; i++)
        {
            var frequency = Math.Pow(theta, -2.0 * i / dimensions);
            frequencies[i] = scaling switch
            {
                RopeScaling.None => frequency,
                RopeScaling.Linear linear => frequency / linear.Factor,
                RopeScaling.Llama3 llama => Blend(frequency, llama),
                RopeScaling.Yarn yarn => Ramp(frequency, i, theta, dimensions, yarn),
                _ => throw new ArgumentOutOfRangeException(nameof(scaling), scaling, null),
            };
        }

        return frequencies;
    }

    private static double Blend(double frequency, RopeScaling.Llama3 scaling)
    {
        var waves = scaling.OriginalContext * frequency / (2 * Math.PI); // over the original context
        var kept = Math.Clamp((waves - scaling.LowFrequencyFactor) / (scaling.HighFrequencyFactor - scaling.LowFrequencyFactor), 0, 1);
        return frequency * (kept + (1 - kept) / scaling.Factor);
    }

    private static double Ramp(double frequency, int index, double theta, int dimensions, RopeScaling.Yarn scaling)
    {
        var low = Math.Max(Math.Floor(IndexOf(scaling.BetaFast)), 0);
        var high = Math.Min(Math.Ceiling(IndexOf(scaling.BetaSlow)), dimensions - 1);
        var interpolated = Math.Clamp((index - low) / (high > low ? high - low : 0.001), 0, 1);
        return frequency * (1 - interpolated + interpolated / scaling.Factor);

        // The index whose frequency turns so often over the original context.
        double IndexOf(double rotations) => dimensions * Math.Log(scaling.OriginalContext / (rotations * 2 * Math.PI)) / (2 * Math.Log(theta));
    }
}
