using System.Collections.Immutable;
using Trainer.Evaluation;
using Xunit;

namespace Trainer.Tests.Evaluation;

public sealed class ParentComparisonTests
{
    [Fact]
    public void More_right_answers_are_better()
    {
        var comparison = ParentComparison.Of("old", Score(right: 90), Score(right: 60));

        Assert.Equal(Verdict.Better, comparison.Verdict);
        Assert.Equal(0.30, comparison.Combined!.Mean, 1e-12);
        Assert.True(comparison.Combined.IsAboveZero);
        Assert.Equal(comparison.Combined, comparison.Strata["S1"]);
    }

    [Fact]
    public void A_few_answers_more_are_no_difference()
    {
        Assert.Equal(Verdict.NotBetter, ParentComparison.Of("old", Score(right: 62), Score(right: 60, from: 40)).Verdict);
        Assert.Equal(Verdict.NotBetter, ParentComparison.Of("old", Score(right: 60), Score(right: 60)).Verdict);
    }

    [Fact]
    public void Fewer_right_answers_were_forgotten()
    {
        Assert.Equal(Verdict.Forgot, ParentComparison.Of("old", Score(right: 60), Score(right: 90)).Verdict);
    }

    [Theory]
    [InlineData(-0.2, 0, Verdict.Better)]
    [InlineData(-0.03, 0, Verdict.NotBetter)] // shown, but less than 0.05 nats a byte
    [InlineData(-0.2, 0.05, Verdict.Better)]
    [InlineData(-0.2, 0.2, Verdict.Forgot)]
    internal void Likelihoods_decide_where_answers_do_not_differ(double domain, double general, Verdict verdict)
    {
        Assert.Equal(verdict, ParentComparison.Of("old", Score(60, domain: domain, general: general), Score(60)).Verdict);
    }

    [Fact]
    public void Models_with_other_tokens_are_compared_by_byte()
    {
        // The same text: 1.2 nats a byte over 90 scored bytes now, 1.0 over 100 before.
        var now = new ExpertScore([], [new Likelihood(1, 30, 90, 108)], []);
        var before = new ExpertScore([], [new Likelihood(1, 25, 100, 100)], []);

        Assert.Equal(0.2, ParentComparison.Of("old", now, before).Domain!.Mean, 1e-12);
    }

    /// <summary>100 known questions, some of them right, and 20 texts with their nats a byte.</summary>
    private static ExpertScore Score(int right, int from = 0, double domain = 0, double general = 0)
    {
        ImmutableArray<QuestionOutcome> outcomes = [.. Enumerable.Range(0, 100).Select(i => Outcomes.Of(Outcomes.Question(i, true), null, i >= from && i < from + right ? "yes" : "no"))];
        return new ExpertScore(outcomes, Texts(1 + domain), Texts(1 + general));
    }

    private static ImmutableArray<Likelihood> Texts(double natsPerByte) => [.. Enumerable.Range(0, 20).Select(i => new Likelihood(1, 30, 100 + i, (100 + i) * natsPerByte))];
}
