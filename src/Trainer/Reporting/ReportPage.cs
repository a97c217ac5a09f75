using System.Collections.Immutable;
using System.Globalization;
using Trainer.Evaluation;
using Trainer.Export;

namespace Trainer.Reporting;

/// <summary>A report as one HTML page.</summary>
internal static class ReportPage
{
    /// <summary>The page.</summary>
    public static string Of(EvaluationReport report)
    {
        var result = report.Measured;
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{report.Expert}: evaluation</title><style>{new Html(PageStyle.Css)}</style></head><body>
            <h1>{report.Expert}</h1><p class="soft">Expert for {report.Domain}, evaluated {report.Created:yyyy-MM-dd HH:mm} UTC</p>
            <div class="verdict {result.Verdict.ToString().ToLowerInvariant()}">{Sentence(result)}</div>
            {Tiles(result)}
            {Remarks([.. result.Remarks, .. report.Export?.Remarks ?? []])}
            <h2>Questions</h2><p class="soft">Right notes on wordings that were neither trained nor remembered. Combined: the generated note if it is among the five nearest remembered ones, else the nearest. Made up: the language model wrote a wrong note instead of declining. Given: by the default gate.</p>
            {PageTables.Strata(result.Strata)}{Gains(result)}
            <h2>Confidence</h2><p>AUROC {Number(result.Gate.Chosen.Auroc)} (recall score alone {Number(result.Gate.ByRecall)}, log probability alone {Number(result.Gate.ByLikelihood)}); calibration error {result.Gate.Chosen.Error:0.000}. Fitted on {result.Gate.Basis}{CrossValidated(result.Gate.CrossValidated)}.</p>
            {PageTables.Gate(result.Gate.Rows)}<p></p>{CalibrationChart.Of(result.Gate.Chosen)}
            {Section("Compared with its parent", result.Comparison is { } comparison ? PageTables.Comparison(comparison) : Html.Empty)}
            {Section("Training", LossChart.Of(report.Curves))}
            {Section("Texts", Likelihoods(result))}
            {Section("Export", report.Export is { } check ? Export(check) : Html.Empty)}
            <h2>Speed</h2><p>{result.Speed.QuestionsPerSecond:#,0} questions and {result.Speed.TokensPerSecond:#,0} tokens a second with many at once; alone a generated note takes {Number(result.Speed.NoteMilliseconds)} ms, a look-up {Number(result.Speed.RecallMilliseconds)} ms (medians on the machine that trained it).</p>
            {Section("Wrong notes of highest confidence", result.Mistakes.IsEmpty ? Html.Empty : PageTables.Mistakes(result.Mistakes))}
            <h2>What it is</h2>{PageFacts.Of(report)}
            </body></html>
            """).Text;
    }

    private static Html Section(string title, Html content) => content.Text.Length == 0 ? Html.Empty : Html.Of($"<h2>{title}</h2>{content}");

    private static string Sentence(EvaluationResult result) => result.Verdict switch
    {
        Verdict.First => "First version: there is no parent to compare with",
        Verdict.Better => "Better than its parent",
        Verdict.NotBetter => "Not better than its parent: no difference is shown",
        Verdict.Forgot => "Forgot: it lost what its parent knew",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result.Verdict, "no such verdict"),
    };

    private static Html Tiles(EvaluationResult result)
    {
        var known = result.Strata.FirstOrDefault(row => row.Stratum == StratumRow.AllKnown);
        var gate = result.Gate.Rows[^1];
        return Html.Of($"""
            <div class="tiles">{Tile(PageTables.Share(known?.Combined), "of known questions right (combined)")}{Tile(PageTables.Share(gate.RightAmongKept), "of the notes given right")}{Tile(PageTables.Share(gate.RightKept), "of the right notes given")}{Tile(PageTables.Share(gate.UnknownGiven), "of unknown questions answered")}</div>
            """);
    }

    private static Html Tile(Html number, string text) => Html.Of($"""<div class="tile"><b>{number}</b><span>{text}</span></div>""");

    private static Html Remarks(ImmutableArray<string> remarks) => remarks.IsEmpty ? Html.Empty : Html.Of($"<ul>{Html.Join(remarks.Select(remark => Html.Of($"<li>{remark}</li>")))}</ul>");

    private static Html Gains(EvaluationResult result) => Html.Join(
    [
        Gain("The language model adds", result.GainOverRecall), Gain("Reading adds", result.ReadingOverRecall),
    ]);

    private static Html Gain(string what, Interval? gain) => gain is null
        ? Html.Empty
        : Html.Of($"<p>{what} {gain.Mean * 100:+0.0;-0.0;0.0} points over recalling alone (95 % interval {gain.Low * 100:+0.0;-0.0;0.0} to {gain.High * 100:+0.0;-0.0;0.0}).</p>");

    private static string CrossValidated(Calibration? calibration) => calibration is null ? "" : FormattableString.Invariant($"; cross-validated there: AUROC {calibration.Auroc:0.000}, error {calibration.Error:0.000}");

    private static Html Likelihoods(EvaluationResult result) => result.Domain is null && result.General is null
        ? Html.Empty
        : Html.Of($"<table><tr><th>held-out text</th><th>texts</th><th>tokens</th><th>nats a token</th><th>bits a byte</th></tr>{Likelihood("domain", result.Domain)}{Likelihood("general", result.General)}</table>");

    private static Html Likelihood(string name, Likelihood? text) => text is null
        ? Html.Empty
        : Html.Of($"<tr><td>{name}</td><td>{text.Texts}</td><td>{text.Tokens:#,0}</td><td>{text.NatsPerToken:0.000}</td><td>{text.BitsPerByte:0.000}</td></tr>");

    private static Html Export(ExportCheck check) => Html.Of(
        $"<p>On {check.Rows} answers ({check.Tokens} tokens) the export costs {check.Rise:+0.0000;-0.0000;0.0000} nats a token ({check.ReferenceNll:0.0000} in float32), and {check.GreedyAgreement:0.0%} of the greedy answers stay the same. Largest difference between training graph and float32 export: {Number(check.TrainingDifference)}.</p>");

    private static string Number(double? value) => value?.ToString("G3", CultureInfo.InvariantCulture) ?? "not measured";
}
