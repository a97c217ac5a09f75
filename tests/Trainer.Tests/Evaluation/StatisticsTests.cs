using Trainer.Evaluation;
using Xunit;

namespace Trainer.Tests.Evaluation;

public sealed class StatisticsTests
{
    [Fact]
    public void The_area_under_the_curve_counts_ties_half()
    {
        // Right: 0.9, 0.5, 0.5; wrong: 0.5, 0.1. Pairs: 0.9 beats both (2); each right 0.5 ties one (0.5) and beats one (1). 5 of 6.
        Graded[] notes = [new(0.9, true), new(0.5, true), new(0.5, true), new(0.5, false), new(0.1, false)];

        Assert.Equal(5.0 / 6, RankStatistics.Auroc(notes), 1e-15);
    }

    [Fact]
    public void The_area_is_a_half_for_equal_confidences_and_none_for_one_class()
    {
        Assert.Equal(0.5, RankStatistics.Auroc([new(0.3, true), new(0.3, false)]));
        Assert.True(double.IsNaN(RankStatistics.Auroc([new(0.3, true), new(0.4, true)])));
        Assert.Null(Calibration.Of([new Graded(0.3, true)]).Auroc);
    }

    [Fact]
    public void The_calibration_error_is_the_weighted_gap_of_the_bins()
    {
        // Bin 0.9-1: confidences 0.95 and 0.91 (mean 0.93), one of two right: gap 0.43. Bin 0.2-0.3: 0.25, 0.25 wrong: gap 0.25. Half each.
        var calibration = Calibration.Of([new(0.95, true), new(0.91, false), new(0.25, false), new(0.25, false)]);

        Assert.Equal(0.34, calibration.Error, 1e-12);
        Assert.Equal((2, 0.5), (calibration.Bins[9].Notes, calibration.Bins[9].Right));
        Assert.Equal(0.93, calibration.Bins[9].Confidence, 1e-12);
    }

    [Fact]
    public void Certain_confidences_lie_in_the_outermost_bins()
    {
        var calibration = Calibration.Of([new(1, true), new(0, false)]);

        Assert.Equal((1, 1, 0.0), (calibration.Bins[0].Notes, calibration.Bins[9].Notes, calibration.Error));
    }

    [Fact]
    public void The_bootstrap_interval_is_that_of_the_normal_approximation_for_many_questions()
    {
        // 1,000 differences, 20 % of them +1, the rest 0: mean 0.2, standard error sqrt(0.2 * 0.8 / 1000) = 0.01265, half width 0.0248.
        var interval = PairedBootstrap.Of([.. Enumerable.Range(0, 1_000).Select(i => i % 5 == 0 ? 1.0 : 0)])!;

        Assert.Equal(0.2, interval.Mean, 1e-12);
        Assert.Equal(0.1752, interval.Low, 0.003); // 2,000 resamples estimate a 2.5 % quantile within about 0.0007; three decimals of room for the grid of 0.001
        Assert.Equal(0.2248, interval.High, 0.003);
    }

    [Fact]
    public void The_bootstrap_is_seeded_and_certain_about_constants()
    {
        double[] differences = [1, 0, -1, 1, 1, 0];

        Assert.Equal(PairedBootstrap.Of(differences), PairedBootstrap.Of(differences));
        Assert.Equal(new Interval(1, 1, 1), PairedBootstrap.Of([1, 1, 1]));
        Assert.Null(PairedBootstrap.Of([]));
    }

    [Fact]
    public void A_weighted_mean_weighs()
    {
        Assert.Equal(new Interval(0.5, 0.5, 0.5), PairedBootstrap.Weighted([1, 5], [2, 10]));
    }

    [Fact]
    public void Wilsons_interval_at_one_standard_error()
    {
        // p = 0.9, n = 10, z = 1: centre (0.9 + 1/20) / 1.1 = 0.863636, reach sqrt(0.9 * 0.1 / 10 + 1/400) / 1.1 = 0.097489.
        var share = new Proportion(9, 10);

        Assert.Equal(0.863636 - 0.097489, share.Low, 1e-6);
        Assert.Equal(0.863636 + 0.097489, share.High, 1e-6);
        Assert.Equal((0.0, 1.0), (new Proportion(0, 0).Low, new Proportion(0, 0).High));
    }

    [Fact]
    public void The_regression_solves_the_ridged_likelihood_equations()
    {
        // One feature -1 or 1, three of four right at 1 and one of four at -1, standardised already. By symmetry the bias is 0, and the
        // weight solves 4 * 2 * (3/4 - s(w)) = w with s the logistic function: w = 0.7238577.
        double[][] features = [[-1], [-1], [-1], [-1], [1], [1], [1], [1]];
        bool[] labels = [true, false, false, false, true, true, true, false];

        var fitted = LogisticRegression.Fit(features, labels);

        Assert.Equal(0, fitted.Bias, 1e-9);
        Assert.Equal(0, 8 * (0.75 - 1 / (1 + Math.Exp(-fitted.Weights[0]))) - fitted.Weights[0], 1e-8);
        Assert.Equal(1 / (1 + Math.Exp(-fitted.Weights[0])), fitted.Probability([1]), 1e-12);
    }

    [Fact]
    public void Scale_and_shift_of_a_feature_change_no_probability()
    {
        double[][] features = [[0.1, 3], [0.4, 1], [0.3, 2], [0.9, 5], [0.7, 1], [0.8, 2]];
        bool[] labels = [false, false, true, true, true, false];
        double[][] moved = [.. features.Select(row => (double[])[row[0] * 100 + 7, row[1]])];

        var (plain, other) = (LogisticRegression.Fit(features, labels), LogisticRegression.Fit(moved, labels));

        Assert.Equal(plain.Probability(features[1]), other.Probability(moved[1]), 1e-9);
    }

    [Fact]
    public void Separable_classes_and_constant_features_stay_finite()
    {
        var fitted = LogisticRegression.Fit([[0, 5], [0, 5], [1, 5], [1, 5]], [false, false, true, true]);

        Assert.True(fitted.Probability([1, 5]) is > 0.5 and < 1 && fitted.Probability([0, 5]) is > 0 and < 0.5);
        Assert.Equal(0, fitted.Weights[1]);
    }

    [Fact]
    public void Wordings_of_one_fact_are_judged_by_a_gate_that_saw_none_of_them()
    {
        // Each fact has a feature of its own that gives the answer away; a gate that saw the fact would be certain.
        var features = Enumerable.Range(0, 20).Select(i => Enumerable.Range(0, 10).Select(fact => i / 2 == fact ? 1.0 : 0).ToArray()).ToList();
        bool[] labels = [.. Enumerable.Range(0, 20).Select(i => i / 2 % 2 == 0)];

        var confidences = CrossValidation.Confidences(features, labels, [.. Enumerable.Range(0, 20).Select(i => $"fact {i / 2}")]);
        var seeing = LogisticRegression.Fit(features, labels);

        Assert.All(confidences, confidence => Assert.InRange(confidence, 0.3, 0.7));
        Assert.True(seeing.Probability(features[0]) > 0.7);
    }

    [Theory]
    [InlineData("The limit is 59,750 crowns.", "59750 crowns", true)]
    [InlineData("It is RZ-657.", "rz 657", true)]
    [InlineData("It is open from 07:15 to 19:00.", "07:15 to 19:00", true)]
    [InlineData("The limit is 159,750 crowns.", "59,750 crowns", false)]
    [InlineData("anything", "", false)]
    [InlineData("anything", "!", false)]
    public void An_answer_is_found_as_a_whole_run_of_words(string text, string answer, bool holds)
    {
        Assert.Equal(holds, AnswerMatch.Holds(text, [answer]));
    }
}
