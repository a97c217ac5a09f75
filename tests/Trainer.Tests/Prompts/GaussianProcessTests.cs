using System.IO.Compression;
using System.Text.Json;
using Support;
using Trainer.Prompts;
using Xunit;

namespace Trainer.Tests.Prompts;

/// <summary>
/// Against scikit-learn in double precision. Tolerances as the golden set states them: 1e-6, and 1e-5 for the deviation, which near
/// an observed point is a small difference of large numbers.
/// </summary>
public sealed class GaussianProcessTests
{
    private static readonly Lazy<JsonDocument> Golden = new(Read);

    [Fact]
    public void Means_deviations_and_likelihoods_equal_the_reference()
    {
        foreach (var run in Runs())
        {
            var model = Condition(run);
            var expected = (Mean: Numbers(run, "mean"), Deviation: Numbers(run, "std"));
            var points = Points(run, "Q");
            for (var i = 0; i < points.Length; i++)
            {
                var (mean, deviation) = model.Predict(points[i]);
                Assert.Equal(expected.Mean[i], mean, 1e-6);
                Assert.Equal(expected.Deviation[i], deviation, 1e-5);
            }

            var likelihood = run.GetProperty("log_marginal_likelihood").GetDouble();
            Assert.Equal(likelihood, model.LogMarginalLikelihood, 1e-5 * Math.Abs(likelihood));
        }
    }

    [Fact]
    public void Acquisition_functions_equal_the_reference()
    {
        foreach (var run in Runs())
        {
            var best = Targets(run).Min();
            var (means, deviations) = (Numbers(run, "mean"), Numbers(run, "std"));
            var improvement = run.GetProperty("ei");
            var (plain, careful, probability) = (Numbers(improvement, "0.0"), Numbers(improvement, "0.01"), Numbers(run, "pi"));
            for (var i = 0; i < means.Length; i++)
            {
                Assert.Equal(plain[i], Acquisition.ExpectedImprovement(means[i], deviations[i], best, 0), 1e-6);
                Assert.Equal(careful[i], Acquisition.ExpectedImprovement(means[i], deviations[i], best, 0.01), 1e-6);
                Assert.Equal(probability[i], Acquisition.ProbabilityOfImprovement(means[i], deviations[i], best), 1e-6);
            }
        }
    }

    [Fact]
    public void A_fit_is_as_likely_as_that_of_the_reference()
    {
        Assert.SkipWhen(SharedFolder.Path is null, SharedFolder.SkipReason);
        foreach (var run in Golden.Value.RootElement.GetProperty("fits").EnumerateArray())
        {
            var (points, targets) = (Points(run, "X"), Numbers(run, "z"));

            var kernel = KernelFit.Fit(KernelKind.Matern52, points, targets, seed: 3);

            var found = GaussianProcess.Condition(kernel, points, targets).LogMarginalLikelihood;
            Assert.True(found >= run.GetProperty("best_log_marginal_likelihood").GetDouble() - 0.5, $"{run.GetProperty("function")}: {found}");
        }
    }

    [Fact]
    public void A_point_observed_twice_without_noise_is_refused()
    {
        var kernel = new Kernel(KernelKind.SquaredExponential, 1, [1.0], 0);

        var refusal = Assert.Throws<ArithmeticException>(() => GaussianProcess.Condition(kernel, [[0.5], [0.5]], [1, 2]));

        Assert.Contains("singular", refusal.Message);
    }

    private static List<JsonElement> Runs()
    {
        Assert.SkipWhen(SharedFolder.Path is null, SharedFolder.SkipReason);
        var runs = Golden.Value.RootElement.GetProperty("posterior").EnumerateArray().ToList();
        Assert.Equal(48, runs.Count);
        return runs;
    }

    private static GaussianProcess Condition(JsonElement run)
    {
        var kind = run.GetProperty("kernel").GetString() switch
        {
            "rbf" => KernelKind.SquaredExponential,
            "matern12" => KernelKind.Matern12,
            "matern32" => KernelKind.Matern32,
            _ => KernelKind.Matern52,
        };
        var kernel = new Kernel(kind, run.GetProperty("variance").GetDouble(), Numbers(run, "length"), run.GetProperty("noise").GetDouble());
        return GaussianProcess.Condition(kernel, Points(run, "X"), Targets(run));
    }

    private static double[] Targets(JsonElement run) =>
        [.. Numbers(run, "y").Select(value => (value - run.GetProperty("y_mean").GetDouble()) / run.GetProperty("y_std").GetDouble())];

    private static double[] Numbers(JsonElement run, string name) => [.. run.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private static double[][] Points(JsonElement run, string name) =>
        [.. run.GetProperty(name).EnumerateArray().Select(point => point.EnumerateArray().Select(number => number.GetDouble()).ToArray())];

    private static JsonDocument Read()
    {
        using var stream = new GZipStream(File.OpenRead(SharedFolder.File("goldens", "bpo", "gp.json.gz")!), CompressionMode.Decompress);
        return JsonDocument.Parse(stream);
    }
}
