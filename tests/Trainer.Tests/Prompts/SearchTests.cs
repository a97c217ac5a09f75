using Trainer.Prompts;
using Xunit;

namespace Trainer.Tests.Prompts;

public sealed class SearchTests
{
    /// <summary>Medians of cma 4.5.0 over eleven seeds, to 1e-6 from uniform starts in [-2, 2] with step 0.5; 1.5 times as many are allowed.</summary>
    [Theory]
    [InlineData("sphere", 10, 1061)]
    [InlineData("ellipsoid", 10, 3619)]
    [InlineData("rosenbrock", 10, 4527)]
    [InlineData("sphere", 3, 289)]
    [InlineData("rosenbrock", 3, 674)]
    public void Evolution_needs_no_more_evaluations_than_the_reference_allows(string function, int dimension, int median)
    {
        int[] needed = [.. Enumerable.Range(0, 11).Select(seed => Evaluations(Function(function), dimension, seed)).Order()];

        Assert.InRange(needed[5], 1, median * 3 / 2);
    }

    [Fact]
    public void Equal_seeds_propose_equal_points()
    {
        Assert.Equal(Trace(new EvolutionSearch(new double[4], 0.5, 11, isBoxed: true)), Trace(new EvolutionSearch(new double[4], 0.5, 11, isBoxed: true)));
        Assert.Equal(Trace(new BayesianSearch(2, 5, 11)), Trace(new BayesianSearch(2, 5, 11)));
        Assert.NotEqual(Trace(new BayesianSearch(2, 5, 11)), Trace(new BayesianSearch(2, 5, 12)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Proposals_stay_within_the_box_and_reach_its_negative_half(bool isBayesian)
    {
        IBlackBoxSearch search = isBayesian ? new BayesianSearch(3, 8, 5) : new EvolutionSearch(new double[3], 0.5, 5, isBoxed: true);

        var points = Trace(search);

        Assert.All(points, value => Assert.InRange(value, -1, 1));
        Assert.Contains(points, value => value < -0.2);
    }

    [Fact]
    public void The_model_finds_the_valley_of_a_noisy_function_with_few_evaluations()
    {
        var noise = new Random(17);
        var search = new BayesianSearch(2, 8, 4);
        for (var spent = 0; spent < 40;)
        {
            var points = search.Propose();
            search.Report([.. points.Select(point => Bowl(point) + (0.05 * (noise.NextDouble() - 0.5)))]);
            spent += points.Count;
        }

        Assert.InRange(Bowl(search.Best), 0, 0.05); // the noise is half of that; a random point of the box has 1.0 on average
    }

    [Fact]
    public void The_origin_is_the_first_candidate_of_the_model()
    {
        Assert.Equal([0.0, 0.0], new BayesianSearch(2, 4, 1).Propose()[0]);
    }

    [Fact]
    public void Values_that_are_missing_or_not_finite_are_refused()
    {
        var search = new EvolutionSearch(new double[2], 0.5, 1, isBoxed: true);
        var points = search.Propose();

        Assert.Throws<ArgumentException>(() => search.Report([1]));
        Assert.Throws<ArgumentException>(() => search.Report([.. points.Select(_ => double.NaN)]));
    }

    private static double Bowl(double[] point) => Math.Pow(point[0] - 0.4, 2) + Math.Pow(point[1] + 0.6, 2);

    private static double[] Trace(IBlackBoxSearch search)
    {
        var trace = new List<double>();
        for (var round = 0; round < 4; round++)
        {
            var points = search.Propose();
            trace.AddRange(points.SelectMany(point => point));
            search.Report([.. points.Select(point => point.Sum(value => value * value))]);
        }

        return [.. trace];
    }

    private static int Evaluations(Func<double[], double> function, int dimension, int seed)
    {
        var random = new Random(seed);
        var search = new EvolutionSearch([.. Enumerable.Range(0, dimension).Select(_ => (4 * random.NextDouble()) - 2)], 0.5, seed, isBoxed: false);
        for (var spent = 0; spent < 20_000;)
        {
            var points = search.Propose();
            double[] values = [.. points.Select(function)];
            spent += points.Count;
            if (values.Min() < 1e-6)
            {
                return spent;
            }

            search.Report(values);
        }

        return int.MaxValue;
    }

    private static Func<double[], double> Function(string name) => name switch
    {
        "sphere" => point => point.Sum(value => value * value),
        "ellipsoid" => point => point.Select((value, i) => Math.Pow(1e6, (double)i / (point.Length - 1)) * value * value).Sum(),
        _ => point => Enumerable.Range(0, point.Length - 1).Sum(i => (100 * Math.Pow((point[i] * point[i]) - point[i + 1], 2)) + Math.Pow(1 - point[i], 2)),
    };
}
