namespace Trainer.Evaluation;

/// <summary>
/// P(right) = 1 / (1 + exp(-(bias + weights x))), fitted by Newton's method (iteratively reweighted least squares) with a ridge on the
/// weights of the standardised features, which keeps them finite where the classes can be separated. Deterministic.
/// </summary>
/// <param name="Bias">On the raw features.</param>
/// <param name="Weights">[features], on the raw features.</param>
internal sealed record LogisticRegression(double Bias, double[] Weights)
{
    private const double Ridge = 1;
    private const int MostSteps = 50;
    private const double Enough = 1e-10;

    /// <summary>Fits examples.</summary>
    /// <param name="features">[examples][features]</param>
    /// <param name="labels">[examples]</param>
    public static LogisticRegression Fit(IReadOnlyList<double[]> features, IReadOnlyList<bool> labels)
    {
        var size = features[0].Length;
        var means = Columns(size, column => features.Average(row => row[column]));
        var scales = Columns(size, column => Scale(features, column, means[column]));
        double[][] rows = [.. features.Select(row => (double[])[1, .. Columns(size, column => (row[column] - means[column]) / scales[column])])];
        var solution = Solve(rows, labels);
        var weights = Columns(size, column => solution[column + 1] / scales[column]);
        return new LogisticRegression(solution[0] - weights.Zip(means, (weight, mean) => weight * mean).Sum(), weights);
    }

    /// <summary>P(right) of one example.</summary>
    public double Probability(double[] features) => Sigmoid(Bias + Weights.Zip(features, (weight, feature) => weight * feature).Sum());

    private static double[] Solve(double[][] rows, IReadOnlyList<bool> labels)
    {
        var size = rows[0].Length;
        var solution = new double[size];
        for (var step = 0; step < MostSteps; step++)
        {
            var (gradient, hessian) = Derivatives(rows, labels, solution);
            var change = LinearSystem.Solve(hessian, gradient);
            for (var i = 0; i < size; i++)
            {
                solution[i] += change[i];
            }

            if (change.Max(Math.Abs) < Enough)
            {
                break;
            }
        }

        return solution;
    }

    /// <summary>Gradient and negative Hessian of log likelihood - ridge/2 |w|^2; the bias has no ridge but a trace for stability.</summary>
    private static (double[] Gradient, double[,] Hessian) Derivatives(double[][] rows, IReadOnlyList<bool> labels, double[] solution)
    {
        var size = solution.Length;
        var (gradient, hessian) = (new double[size], new double[size, size]);
        for (var i = 0; i < size; i++)
        {
            var ridge = i == 0 ? 1e-6 : Ridge;
            gradient[i] = -ridge * solution[i];
            hessian[i, i] = ridge;
        }

        for (var example = 0; example < rows.Length; example++)
        {
            var row = rows[example];
            var probability = Sigmoid(row.Zip(solution, (feature, weight) => feature * weight).Sum());
            for (var i = 0; i < size; i++)
            {
                gradient[i] += ((labels[example] ? 1 : 0) - probability) * row[i];
                for (var j = 0; j < size; j++)
                {
                    hessian[i, j] += probability * (1 - probability) * row[i] * row[j];
                }
            }
        }

        return (gradient, hessian);
    }

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static double[] Columns(int size, Func<int, double> value) => [.. Enumerable.Range(0, size).Select(value)];

    /// <summary>Standard deviation; 1 for a constant, whose weight the ridge then holds at zero.</summary>
    private static double Scale(IReadOnlyList<double[]> features, int column, double mean)
    {
        var deviation = Math.Sqrt(features.Average(row => (row[column] - mean) * (row[column] - mean)));
        return deviation > 1e-9 ? deviation : 1;
    }
}
