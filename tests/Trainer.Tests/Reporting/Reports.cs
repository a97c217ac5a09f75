using Experts.Notes;
using Trainer.Evaluation;
using Trainer.Export;
using Trainer.Reporting;
using Trainer.Tests.Evaluation;

namespace Trainer.Tests.Reporting;

/// <summary>A report with every part filled.</summary>
internal static class Reports
{
    public static EvaluationReport Full()
    {
        var outcomes = Outcomes.Mixed(200, 100);
        var fitted = GateFitting.Fit(outcomes, "300 development wordings", new GateGoal());
        var now = new ExpertScore([.. outcomes], [], []);
        var before = new ExpertScore([.. outcomes.Select((outcome, index) => index % 10 == 1 ? Outcomes.Of(outcome.Question, "no", "no") : outcome)], [], []);
        return new EvaluationReport
        {
            Expert = "merrow <b>", Domain = "merrow & vane", Recipe = "knowledge-1m", CorpusHash = new string('a', 64), Command = "run --domain merrow-vane", Seed = 7,
            Created = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), Parameters = 1_000_576, Bytes = 2_100_000, Precision = "int8", Wordings = 38_402, TrainedTokens = 700_000, TrainingSeconds = 121,
            Export = new ExportCheck { Rows = 32, Tokens = 510, ReferenceNll = 0.0412, ExportedNll = 0.0431, GreedyAgreement = 0.97, TrainingDifference = 2e-5, Remarks = ["97 % of 32 greedy answers are those of the training weights."] },
            Curves = [new TrainingCurve("documents", [.. Curve(6.2, 300_000)]), new TrainingCurve("knowledge", [.. Curve(3.1, 700_000)])],
            Measured = new EvaluationResult
            {
                Expert = "merrow",
                Strata = [StratumRow.Of("S1", [.. outcomes.Take(200)], fitted.Gate), StratumRow.Of(StratumRow.AllKnown, [.. outcomes.Take(200)], fitted.Gate), StratumRow.Of(StratumRow.AllUnknown, [.. outcomes.Skip(200)], fitted.Gate)],
                Gate = GateFigures.Of(fitted, outcomes),
                Domain = new Likelihood(20, 4_000, 12_000, 9_000), General = new Likelihood(20, 5_000, 12_000, 20_000),
                Speed = new ExpertSpeed(210, 3_300, 12.5, 0.21),
                GainOverRecall = new Interval(0.03, 0.004, 0.06), ReadingOverRecall = new Interval(-0.4, -0.5, -0.3),
                Comparison = ParentComparison.Of("merrow@1f3a", now, before),
                Mistakes = [new WrongNote("S4", "What is <script>alert(1)</script>?", "380 crowns", "The excess is 500 crowns.", nameof(NoteOrigin.Recalled), 0.83, true), new WrongNote("S7", "Who keeps bees?", null, "The seat is Lowick.", nameof(NoteOrigin.Recalled), 0.4, false)],
                Remarks = ["Fitted on few wordings."],
            },
        };
    }

    private static IEnumerable<TrainingCurve.Point> Curve(double start, long tokens) =>
        Enumerable.Range(0, 60).Select(i => new TrainingCurve.Point(tokens * i / 59, start * Math.Exp(-i / 14.0) + 0.02 + 0.01 * Math.Sin(i)));
}
