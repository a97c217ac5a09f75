using System.Globalization;
using Spectre.Console;
using Terminal.Output;
using Trainer.Runs;

namespace Trainer.Commands;

/// <summary>What is known of a run, in words.</summary>
internal static class RunSheet
{
    private const int CurveWidth = 60;

    /// <summary>Plan and state.</summary>
    public static string Of(RunFolder run)
    {
        var (plan, state) = (run.ReadPlan(), run.ReadState());
        var sheet = new TextSheet();
        sheet.Heading(run.Id);
        sheet.Fact("state", Status(run, state));
        sheet.Fact("domain", plan.Domain);
        sheet.Fact("expert", state.Registered ?? plan.Expert);
        sheet.Fact("recipe", $"{plan.Recipe.Name}: {plan.Recipe.Purpose}");
        sheet.Fact("stages", string.Join(", ", plan.Recipe.Stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Create().Name} ({stage.Learning.Tokens:N0} tokens)"))));
        sheet.Fact("base", plan.Base ?? plan.Parent);
        sheet.Fact("seed", plan.Seed.ToString(CultureInfo.InvariantCulture));
        sheet.Fact("threads", TextSheet.Number(plan.Threads));
        sheet.Fact("budget", plan.Budget?.ToString("c", CultureInfo.InvariantCulture));
        sheet.Fact("corpus", state.Corpus);
        sheet.Fact("created", TextSheet.Time(plan.Created));
        sheet.Fact("changed", TextSheet.Time(state.Updated));
        sheet.Fact("starts", TextSheet.Number(state.Starts));
        sheet.Fact("problem", state.Problem);
        sheet.Facts("remark", state.Remarks);
        sheet.Fact("report", File.Exists(run.HtmlReport) ? run.HtmlReport : null);
        sheet.Fact("folder", run.Path);
        return sheet.ToString();
    }

    /// <summary>A loss curve for each stage that has begun.</summary>
    public static Rows Curves(RunFolder run) => new(Lines(run).Select(line => new Text(line)));

    /// <summary>How it stands. A run that is said to be running while nobody holds its domain was killed.</summary>
    public static string Status(RunFolder run, RunState state)
    {
        var isHeld = DomainLock.IsTaken(Path.GetDirectoryName(run.Path)!); // a run lies in its domain's folder
        return state.Status switch
        {
            RunStatus.Running when !isHeld => $"interrupted in {state.Phase.ToString().ToLowerInvariant()}; 'resume' goes on",
            RunStatus.Running => $"running: {state.Phase.ToString().ToLowerInvariant()}",
            _ => state.Status.ToString().ToLowerInvariant(),
        };
    }

    /// <summary>A time that has passed, in its largest unit.</summary>
    public static string Ago(TimeSpan time)
    {
        var (number, unit) = time switch
        {
            { TotalDays: >= 2 } => (time.TotalDays, "days"),
            { TotalHours: >= 2 } => (time.TotalHours, "hours"),
            { TotalMinutes: >= 2 } => (time.TotalMinutes, "minutes"),
            _ => (Math.Max(0, time.TotalSeconds), "seconds"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{number:0} {unit} ago");
    }

    private static IEnumerable<string> Lines(RunFolder run)
    {
        foreach (var (place, config) in run.ReadPlan().Recipe.Stages.Index())
        {
            var name = config.Create().Name;
            var points = LossLog.Read(run.Stage(place, name).Losses);
            if (points is [var first, .., var last])
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name,-13} loss {first.Loss:0.000} {Sparkline.Of(points, CurveWidth)} {last.Loss:0.000}  step {last.Step}, {last.Tokens:N0} tokens, {last.Seconds:0} s");
            }
        }
    }
}
