using System.Numerics;
using System.Runtime.InteropServices;

namespace Retrieval.Lexical;

/// <summary>How near words and texts are in meaning, by <see cref="WordVectors"/>. Pure; any thread.</summary>
internal static class Meaning
{
    // Below it the nearest words are as often opposites and strangers as kin.
    private const double Floor = 0.3;

    /// <summary>0 for words without visible kinship, 1 for the same word.</summary>
    public static double Nearness(string a, string b) =>
        a == b ? 1 : WordVectors.Of(a) is { } x && WordVectors.Of(b) is { } y ? Nearness(x, y) : 0;

    /// <summary>The same for vectors of length one.</summary>
    public static double Nearness(float[] a, float[] b) => Math.Max(0, (Cosine(a, b) - Floor) / (1 - Floor));

    /// <summary>Mean of the stems' vectors, each once and weighted by its rarity, scaled to length one; all 0 when none is known.</summary>
    public static float[] Of(IEnumerable<string> stems)
    {
        var sum = new float[WordVectors.Size];
        foreach (var stem in stems.Distinct())
        {
            if (WordVectors.Of(stem) is { } vector)
            {
                var rarity = (float)BackgroundFrequencies.Rarity(stem);
                var weight = rarity * rarity;
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += weight * vector[i];
                }
            }
        }

        var length = MathF.Sqrt((float)Cosine(sum, sum)) + 1e-9f;
        return Array.ConvertAll(sum, x => x / length);
    }

    /// <summary>Cosine of two vectors of length one.</summary>
    public static double Cosine(float[] a, float[] b)
    {
        var sums = Vector<float>.Zero;
        var left = MemoryMarshal.Cast<float, Vector<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        for (var i = 0; i < left.Length; i++)
        {
            sums += left[i] * right[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = left.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
