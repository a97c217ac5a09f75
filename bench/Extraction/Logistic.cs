namespace Bench.Extraction;

/// <summary>Logistic regression, full-batch Adam, L2 penalty on all but the first weight (the constant).</summary>
internal static class Logistic
{
    public static double[] Fit(List<(double[] Features, bool Label, double Weight)> rows, double l2, int steps)
    {
        var size = rows[0].Features.Length;
        double[] w = new double[size], m = new double[size], v = new double[size];
        var total = rows.Sum(r => r.Weight);
        for (var step = 1; step <= steps; step++)
        {
            var gradient = new double[size];
            foreach (var (x, label, weight) in rows)
            {
                var error = weight / total * (Probability(x, w) - (label ? 1 : 0));
                for (var i = 0; i < size; i++)
                {
                    gradient[i] += error * x[i];
                }
            }

            for (var i = 0; i < size; i++)
            {
                var g = gradient[i] + (i == 0 ? 0 : l2 * w[i]);
                m[i] = (0.9 * m[i]) + (0.1 * g);
                v[i] = (0.999 * v[i]) + (0.001 * g * g);
                w[i] -= 0.05 * (m[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }

        return w;
    }

    public static double Probability(double[] x, double[] w) => 1 / (1 + Math.Exp(-x.Zip(w, (a, b) => a * b).Sum()));

    /// <summary>Probability that a random positive scores above a random negative; ties count half.</summary>
    public static double Auroc(IEnumerable<(double Score, bool Label)> scored)
    {
        var sorted = scored.OrderBy(s => s.Score).ToList();
        double positives = sorted.Count(s => s.Label), negatives = sorted.Count - positives, rankSum = 0;
        for (var i = 0; i < sorted.Count;)
        {
            var end = i;
            while (end < sorted.Count && sorted[end].Score.Equals(sorted[i].Score))
            {
                end++;
            }

            rankSum += sorted.Skip(i).Take(end - i).Count(s => s.Label) * ((i + end + 1) / 2.0);
            i = end;
        }

        return (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
