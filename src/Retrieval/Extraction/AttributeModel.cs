using System.Globalization;
using Retrieval.Lexical;

namespace Retrieval.Extraction;

/// <summary>
/// Softmax regression from words to attributes (limit, signatory, seat, ...). The first class is "none of them".
/// Immutable; any thread.
/// </summary>
/// <param name="weights">For each feature the weight of each class.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class AttributeModel(IReadOnlyDictionary<string, float[]> weights, int classes)
{
    /// <summary>Probability of each class.</summary>
    public double[] Of(string text) => Of(AttributeFeatures.Of(text));

    public double[] Of(IReadOnlyList<string> features)
    {
        var p = new double[classes];
        foreach (var feature in features)
        {
            if (weights.TryGetValue(feature, out var row))
            {
                for (var k = 0; k < classes; k++)
                {
                    p[k] += row[k];
                }
            }
        }

        var top = p.Max();
        var sum = p.Sum(x => Math.Exp(x - top));
        return Array.ConvertAll(p, x => Math.Exp(x - top) / sum);
    }

    /// <summary>Reads lines <c>feature class:hundredths class:hundredths</c>; the first line holds the number of classes.</summary>
    public static AttributeModel Read(string resource)
    {
        var lines = Resource.Lines(resource);
        var classes = int.Parse(lines[0], CultureInfo.InvariantCulture);
        return new AttributeModel(lines.Skip(1).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => Row(parts, classes)), classes);
    }

    private static float[] Row(string[] parts, int classes)
    {
        var row = new float[classes];
        foreach (var part in parts.Skip(1).Select(part => part.Split(':')))
        {
            row[int.Parse(part[0], CultureInfo.InvariantCulture)] = int.Parse(part[1], CultureInfo.InvariantCulture) / 100f;
        }

        return row;
    }
}
