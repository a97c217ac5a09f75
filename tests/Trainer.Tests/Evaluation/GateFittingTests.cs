using Experts.Notes;
using Trainer.Evaluation;
using Xunit;

namespace Trainer.Tests.Evaluation;

public sealed class GateFittingTests
{
    [Fact]
    public void The_fitted_gate_keeps_both_promises_on_questions_like_those_it_saw()
    {
        var fitted = GateFitting.Fit(Outcomes.Mixed(200, 100), "development wordings", new GateGoal());

        var given = Outcomes.Mixed(400, 200).Where(outcome => outcome.Choice(fitted.Gate).IsGiven).ToList();
        Assert.Empty(fitted.Remarks);
        Assert.True(given.Count(outcome => outcome.IsChosenRight) >= 0.95 * given.Count && given.Count >= 300);
        Assert.True(given.Count(outcome => !outcome.Question.IsKnown) <= 0.05 * 200);
        Assert.True(fitted.CrossValidated!.Auroc > 0.95);
    }

    [Fact]
    public void The_threshold_is_the_lowest_that_keeps_the_promise_but_no_note_is_given_that_is_likelier_wrong()
    {
        var outcomes = Outcomes.Mixed(200, 100);
        var strict = GateFitting.Fit(outcomes, "", new GateGoal());
        var careless = GateFitting.Fit(outcomes, "", new GateGoal { LeastRight = 0.1, MostUnknown = 1 });

        Assert.Equal(0.5, careless.Gate.Threshold);
        Assert.True(strict.Gate.Threshold >= careless.Gate.Threshold);
    }

    [Fact]
    public void A_promise_that_nothing_keeps_gives_no_note_and_says_so()
    {
        var hopeless = Enumerable.Range(0, 100).Select(i => Outcomes.Of(Outcomes.Question(i, true), "x", i % 2 == 0 ? "yes" : "no")).ToList();

        var fitted = GateFitting.Fit(hopeless, "", new GateGoal());

        Assert.All(hopeless, outcome => Assert.False(outcome.Choice(fitted.Gate).IsGiven));
        Assert.Contains("gives none", Assert.Single(fitted.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_questions_fit_nothing()
    {
        var fitted = GateFitting.Fit(Outcomes.Mixed(20, 10), "", new GateGoal());

        Assert.Equal(NoteGate.Agreement, fitted.Gate);
        Assert.Contains("not fitted", Assert.Single(fitted.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Kept_and_lost_notes_are_counted()
    {
        var yes = Outcomes.Of(Outcomes.Question(0, true), "yes", "yes");
        var no = Outcomes.Of(Outcomes.Question(2, true), "no", "no");
        var unknown = Outcomes.Of(Outcomes.Question(4, false), "x", "y");

        var row = GateRow.Of(0.5, [(yes, 0.9), (yes, 0.4), (no, 0.6), (unknown, 0.5), (unknown, 0.1)]);

        Assert.Equal(new GateRow(0.5, new(3, 5), new(1, 3), new(1, 2), new(1, 2)), row);
    }

    [Fact]
    public void A_row_shows_the_witnesses_side_by_side()
    {
        var gate = NoteGate.Agreement;
        QuestionOutcome[] outcomes =
        [
            Outcomes.Of(Outcomes.Question(0, true), "yes", "yes"), Outcomes.Of(Outcomes.Question(2, true), "yes", "no"),
            Outcomes.Of(Outcomes.Question(4, true), "", "yes"), Outcomes.Of(Outcomes.Question(6, true), "yes", "a far note") with { Read = new GeneratedNote("yes", 0, 0, 1) },
        ];

        var row = StratumRow.Of("S1", outcomes, gate);

        Assert.Equal((new(3, 4), new(2, 4), new(2, 4), new(1, 4)), (row.Generating!.Value, row.Recalling!.Value, row.Combined!.Value, row.Reading!.Value));
        Assert.Equal((new Proportion(0, 4), new Proportion(1, 4), new Proportion(1, 1)), (row.Hallucinated!.Value, row.Given, row.GivenRight));
    }

    [Fact]
    public void An_unknown_question_has_no_right_note_and_any_generated_one_is_made_up()
    {
        var row = StratumRow.Of("S7", [Outcomes.Of(Outcomes.Question(0, false), "made up", "n"), Outcomes.Of(Outcomes.Question(1, false), "", "n")], NoteGate.Agreement);

        Assert.Equal((null, null, new Proportion(1, 2)), (row.Combined, row.Generating, row.Hallucinated!.Value));
    }
}
