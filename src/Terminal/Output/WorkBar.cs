using Spectre.Console;

namespace Terminal.Output;

/// <summary>
/// How far a long work is: a bar on a terminal, nothing in a pipe. Told from the working thread, it only stores numbers; the
/// console draws them at its own pace.
/// </summary>
public sealed class WorkBar
{
    private readonly ProgressTask? _bar;

    private WorkBar(ProgressTask? bar) => _bar = bar;

    /// <summary>Runs a work under a bar.</summary>
    public static async Task<T> RunAsync<T>(IAnsiConsole console, string description, Func<WorkBar, Task<T>> work)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return await work(new WorkBar(null));
        }

        return await console.Progress()
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(async context => await work(new WorkBar(context.AddTask(description, maxValue: 1))));
    }

    /// <summary>Shows reports of one kind.</summary>
    /// <param name="describe">What a report says: the share done, 0 to 1, and a description that need not be safe to print.</param>
    public IProgress<T> Of<T>(Func<T, (double Share, string Description)> describe) => new Reports<T>(_bar, describe);

    private sealed class Reports<T>(ProgressTask? bar, Func<T, (double Share, string Description)> describe) : IProgress<T>
    {
        public void Report(T value)
        {
            if (bar is not null)
            {
                var (share, description) = describe(value);
                bar.Value = share;
                bar.Description = Markup.Escape(SafeText.Line(description));
            }
        }
    }
}
