using System.Globalization;
using Spectre.Console;
using Terminal.Output;
using Trainer.Runs;
using Trainer.Training;

namespace Trainer.Commands;

/// <summary>
/// A run as it is watched: on a terminal one bar for each thing that is done, with loss, speed and time left; in a pipe a remark now
/// and then.
/// </summary>
internal static class RunView
{
    /// <summary>Runs a work and shows it.</summary>
    public static async Task<RunState> ShowAsync(Screen screen, Func<IProgress<RunProgress>, Task<RunState>> work)
    {
        if (!screen.Remarks.Profile.Capabilities.Interactive)
        {
            return await work(new Lines(screen));
        }

        return await screen.Remarks.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context => await work(new Bars(context)));
    }

    /// <summary>What a step says.</summary>
    public static string Describe(RunProgress progress) => progress.Training is { } step ? $"{progress.What}: {Describe(step)}" : progress.What;

    private static string Describe(TrainingProgress step) => string.Create(
        CultureInfo.InvariantCulture, $"step {step.Step}/{step.Steps}, loss {step.RunningLoss:0.000}, {step.TokensPerSecond:#,0} tokens/s, {Left(step.Left)}");

    private static string Left(TimeSpan? left) => left is { } time ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss} left") : "time left unknown";

    /// <summary>The console draws at its own pace; here numbers are only stored.</summary>
    private sealed class Bars(ProgressContext context) : IProgress<RunProgress>
    {
        private ProgressTask? _bar;
        private (RunPhase, string) _shown;

        public void Report(RunProgress value)
        {
            if (_bar is null || _shown != (value.Phase, value.What))
            {
                _bar?.Value = 1;
                (_bar, _shown) = (context.AddTask(Markup.Escape(SafeText.Line(value.What)), maxValue: 1), (value.Phase, value.What));
            }

            _bar.Value = value.Share;
            _bar.Description = Markup.Escape(SafeText.Line(Describe(value)));
        }
    }

    /// <summary>A line at the beginning of each phase and stage, and at each tenth of a stage.</summary>
    private sealed class Lines(Screen screen) : IProgress<RunProgress>
    {
        private const int Tenths = 10;

        private (RunPhase, string, int) _said = (RunPhase.Done, "", -1);

        public void Report(RunProgress value)
        {
            var said = (value.Phase, value.What, value.Training is null ? 0 : (int)(value.Share * Tenths));
            if (said != _said && (value.Training is not null || said.Phase != _said.Item1))
            {
                screen.WriteRemark(Describe(value));
            }

            _said = said;
        }
    }
}
