namespace Bench.Extraction;

/// <summary>
/// Weights that raise the probability of the right sentences among all sentences of a question: softmax regression,
/// full-batch Adam, L2 penalty. No chance is involved, so a repeated fit gives the same weights.
/// </summary>
internal static class Softmax
{
    public static double[] Fit(List<(double[][] Features, bool[] Right, double Weight)> lists, double l2, int steps)
    {
        var size = lists[0].Features[0].Length;
        double[] w = new double[size], m = new double[size], v = new double[size];
        for (var step = 1; step <= steps; step++)
        {
            var gradient = Gradient(lists, w);
            for (var i = 0; i < size; i++)
            {
                var g = gradient[i] + (l2 * w[i]);
                m[i] = (0.9 * m[i]) + (0.1 * g);
                v[i] = (0.999 * v[i]) + (0.001 * g * g);
                w[i] -= 0.05 * (m[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }

        return w;
    }

    private static double[] Gradient(List<(double[][] Features, bool[] Right, double Weight)> lists, double[] w)
    {
        var gradient = new double[w.Length];
        var total = lists.Sum(l => l.Weight);
        foreach (var (features, right, weight) in lists)
        {
            var p = Probabilities(features, w);
            var mass = p.Where((_, i) => right[i]).Sum();
            for (var s = 0; s < features.Length; s++)
            {
                var pull = p[s] - (right[s] ? p[s] / mass : 0);
                for (var i = 0; i < w.Length; i++)
                {
                    gradient[i] += weight / total * pull * features[s][i];
                }
            }
        }

        return gradient;
    }

    private static double[] Probabilities(double[][] features, double[] w)
    {
        var scores = features.Select(f => f.Zip(w, (a, b) => a * b).Sum()).ToArray();
        var top = scores.Max();
        var e = scores.Select(s => Math.Exp(s - top)).ToArray();
        var sum = e.Sum();
        return [.. e.Select(x => x / sum)];
    }
}
