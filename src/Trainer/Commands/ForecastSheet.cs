using System.Globalization;
using Terminal.Output;
using Trainer.Runs;

namespace Trainer.Commands;

/// <summary>A plan and its forecast, in words.</summary>
internal static class ForecastSheet
{
    public static string Of(RunPlan plan, Forecast forecast)
    {
        var sheet = new TextSheet();
        sheet.Heading($"Would train '{plan.Expert}' for the domain '{plan.Domain}'");
        sheet.Fact("recipe", $"{plan.Recipe.Name}: {plan.Recipe.Purpose}");
        sheet.Fact("base", plan.Base ?? plan.Parent ?? "none: from nothing");
        sheet.Fact("documents", Text($"{forecast.Documents:N0} kept of {forecast.DocumentsRead:N0}, {forecast.Characters:N0} characters"));
        sheet.Fact("knowledge", Text($"{forecast.Facts:N0} facts and {forecast.Unknown:N0} groups of unknown questions in {forecast.Wordings:N0} wordings"));
        sheet.Fact("corpus", forecast.Corpus);
        sheet.Fact("parameters", Text($"{forecast.Parameters:N0}, {forecast.Trained:N0} of them trained"));
        sheet.Fact("seed, threads", Text($"{plan.Seed}, {plan.Threads}"));
        sheet.Heading("Stages");
        foreach (var stage in forecast.Stages)
        {
            sheet.Fact(stage.Name, Text($"{stage.Steps:N0} steps of {stage.TokensOfStep:0} tokens, {Time(stage.Time)} at {stage.TokensPerSecond:N0} tokens/s"));
            sheet.Fact("", stage.Purpose);
        }

        sheet.Heading("Time");
        sheet.Fact("training", Time(forecast.Training));
        sheet.Fact("how measured", Text($"{SpeedProbe.Counted} batches of each stage forward and backward, now, on this machine, after one that was not counted; export and evaluation come on top"));
        sheet.Fact("budget", plan.Budget is { } budget ? $"{Time(budget)}; steps that do not fit are left out" : null);
        sheet.Fact("result", plan.BecomesCurrent ? "registered, and answers from then on" : "registered; the current version stays");
        return sheet.ToString();
    }

    private static string Time(TimeSpan time) => time.TotalMinutes >= 2 ? Text($"about {time.TotalMinutes:0} minutes") : Text($"about {time.TotalSeconds:0} seconds");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
