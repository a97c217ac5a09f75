namespace Bench.Extraction;

/// <summary>Softmax regression over words: one example at a time, AdaGrad, L2. Examples in a fixed order: no chance.</summary>
internal static class SparseSoftmax
{
    private const int Epochs = 20;
    private const double Rate = 0.3;
    private const double L2 = 0.002;

    public static Dictionary<string, float[]> Fit(List<Example> examples, int classes)
    {
        var known = examples.SelectMany(e => e.Features).CountBy(f => f).Where(f => f.Value > 1).Select(f => f.Key);
        var rows = known.ToDictionary(f => f, _ => new Row(classes));
        var active = examples.ConvertAll(e => (Rows: e.Features.Where(rows.ContainsKey).Select(f => rows[f]).ToArray(), e.Class));
        for (var step = 0; step < Epochs * active.Count; step++)
        {
            // A stride that shares no factor with the number of examples visits each once an epoch.
            Learn(active[(int)(step * 7919L % active.Count)], classes);
        }

        return rows.ToDictionary(r => r.Key, r => Array.ConvertAll(r.Value.Weights, w => (float)w));
    }

    private static void Learn((Row[] Rows, int Class) example, int classes)
    {
        var p = new double[classes];
        foreach (var row in example.Rows)
        {
            for (var k = 0; k < classes; k++)
            {
                p[k] += row.Weights[k];
            }
        }

        var top = p.Max();
        var sum = p.Sum(x => Math.Exp(x - top));
        for (var k = 0; k < classes; k++)
        {
            var error = (Math.Exp(p[k] - top) / sum) - (k == example.Class ? 1 : 0);
            foreach (var row in example.Rows)
            {
                row.Pull(k, error + (L2 * row.Weights[k]), Rate);
            }
        }
    }

    /// <summary>Weights below 0.3 are left out.</summary>
    public static void Write(string path, Dictionary<string, float[]> model, int classes) =>
        File.WriteAllLines(path, model.OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => (f.Key, Kept: f.Value.Select((w, k) => (Class: k, Hundredths: (int)MathF.Round(w * 100))).Where(w => Math.Abs(w.Hundredths) >= 30).ToList()))
            .Where(f => f.Kept.Count > 0)
            .Select(f => FormattableString.Invariant($"{f.Key} {string.Join(' ', f.Kept.Select(w => FormattableString.Invariant($"{w.Class}:{w.Hundredths}")))}"))
            .Prepend(FormattableString.Invariant($"{classes}")));

    private sealed class Row(int classes)
    {
        private readonly double[] _squares = new double[classes];

        public double[] Weights { get; } = new double[classes];

        public void Pull(int k, double gradient, double rate)
        {
            _squares[k] += gradient * gradient;
            Weights[k] -= rate * gradient / Math.Sqrt(_squares[k] + 1e-2);
        }
    }
}
