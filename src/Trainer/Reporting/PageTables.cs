using System.Collections.Immutable;
using Trainer.Evaluation;

namespace Trainer.Reporting;

/// <summary>The tables of a report.</summary>
internal static class PageTables
{
    /// <summary>The witnesses side by side, a row for each stratum.</summary>
    public static Html Strata(ImmutableArray<StratumRow> rows)
    {
        var reads = rows.Any(row => row.Reading is not null);
        return Html.Of($"""
            <div class="wide"><table><tr><th>questions</th><th>n</th><th>generating</th><th>recalling</th>{(reads ? Html.Of($"<th>reading</th>") : Html.Empty)}<th>combined</th><th>made up</th><th>given</th><th>right of given</th></tr>
            {Html.Join(rows.Select(row => Stratum(row, reads)))}</table></div>
            """);
    }

    /// <summary>What thresholds keep; the last row is the default.</summary>
    public static Html Gate(ImmutableArray<GateRow> rows) => Html.Of($"""
        <div class="wide"><table><tr><th>threshold</th><th>kept</th><th>right among kept</th><th>right ones kept</th><th>unknown answered</th></tr>
        {Html.Join(rows.Select((row, index) => GateLine(row, isDefault: index == rows.Length - 1)))}</table></div>
        """);

    /// <summary>New minus old.</summary>
    public static Html Comparison(ParentComparison comparison) => Html.Of($"""
        <div class="wide"><table><tr><th>new minus {comparison.Parent}</th><th>difference</th><th>95 % interval</th></tr>
        {Points("right, combined choice, all known", comparison.Combined)}
        {Html.Join(comparison.Strata.Select(stratum => Points($"right, combined choice, {stratum.Key}", stratum.Value)))}
        {Points("right, generating", comparison.Generating)}
        {Nats("domain text, nats a byte (less is better)", comparison.Domain)}
        {Nats("general text, nats a byte (less is better)", comparison.General)}</table></div>
        """);

    /// <summary>Wrong notes.</summary>
    public static Html Mistakes(ImmutableArray<WrongNote> mistakes) => Html.Of($"""
        <div class="wide"><table><tr><th>stratum</th><th class="text">question</th><th class="text">expected</th><th class="text">note</th><th>origin</th><th>confidence</th></tr>
        {Html.Join(mistakes.Select(Mistake))}</table></div>
        """);

    /// <summary>A share with its questions.</summary>
    public static Html Share(Proportion? proportion) => proportion?.Share is { } share ? Html.Of($"{share:0.0%}") : Html.Of($"–");

    private static Html Stratum(StratumRow row, bool reads) => Html.Of($"""
        <tr{(row.Stratum is StratumRow.AllKnown or StratumRow.AllUnknown ? Html.Of($" class=\"total\"") : Html.Empty)}><td>{row.Stratum}</td><td>{row.Questions}</td><td>{Share(row.Generating)}</td><td>{Share(row.Recalling)}</td>{(reads ? Html.Of($"<td>{Share(row.Reading)}</td>") : Html.Empty)}<td>{Share(row.Combined)}</td><td>{Share(row.Hallucinated)}</td><td>{Share(row.Given)}</td><td>{Share(row.GivenRight)}</td></tr>
        """);

    private static Html GateLine(GateRow row, bool isDefault) => Html.Of($"""
        <tr{(isDefault ? Html.Of($" class=\"chosen\"") : Html.Empty)}><td>{(row.Threshold > 1 ? Html.Of($"gives none") : Html.Of($"{row.Threshold:0.00}"))}{(isDefault ? " (default)" : "")}</td><td>{Share(row.Kept)}</td><td>{Share(row.RightAmongKept)}</td><td>{Share(row.RightKept)}</td><td>{Share(row.UnknownGiven)}</td></tr>
        """);

    private static Html Points(string name, Interval? interval) => interval is null
        ? Html.Empty
        : Html.Of($"<tr><td>{name}</td><td>{interval.Mean * 100:+0.0;-0.0;0.0} points</td><td>{interval.Low * 100:+0.0;-0.0;0.0} to {interval.High * 100:+0.0;-0.0;0.0}</td></tr>");

    private static Html Nats(string name, Interval? interval) => interval is null
        ? Html.Empty
        : Html.Of($"<tr><td>{name}</td><td>{interval.Mean:+0.000;-0.000;0.000}</td><td>{interval.Low:+0.000;-0.000;0.000} to {interval.High:+0.000;-0.000;0.000}</td></tr>");

    private static Html Mistake(WrongNote mistake) => Html.Of($"""
        <tr><td>{mistake.Stratum}</td><td class="text">{mistake.Question}</td><td class="text">{mistake.Expected ?? "nothing is known"}</td><td class="text">{mistake.Note}</td><td>{mistake.Origin}</td><td>{mistake.Confidence:0.00}{(mistake.IsGiven ? ", given" : "")}</td></tr>
        """);
}
