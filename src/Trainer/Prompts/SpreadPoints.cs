using System.Collections;

namespace Trainer.Prompts;

/// <summary>
/// An endless low-discrepancy sequence in [-1, 1]^d: the additive recurrence with the powers of the generalised golden ratio
/// (the root of x^(d+1) = x + 1), shifted by chance so that seeds differ. Fills the whole box, negative half included.
/// </summary>
/// <param name="dimension">Number of dimensions.</param>
/// <param name="seed">Of the shift.</param>
internal sealed class SpreadPoints(int dimension, int seed) : IEnumerable<double[]>
{
    public IEnumerator<double[]> GetEnumerator()
    {
        var random = new Random(seed);
        double[] place = [.. Enumerable.Range(0, dimension).Select(_ => random.NextDouble())];
        double[] stride = [.. Enumerable.Range(1, dimension).Select(power => Math.Pow(Ratio(), -power))];
        while (true)
        {
            for (var i = 0; i < dimension; i++)
            {
                place[i] = (place[i] + stride[i]) % 1;
            }

            yield return [.. place.Select(value => (2 * value) - 1)];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private double Ratio()
    {
        var root = 2.0;
        for (var i = 0; i < 60; i++)
        {
            root = Math.Pow(1 + root, 1.0 / (dimension + 1));
        }

        return root;
    }
}
