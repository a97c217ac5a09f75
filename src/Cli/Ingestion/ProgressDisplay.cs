using Cli.Output;
using Retrieval.Ingestion;
using Spectre.Console;

namespace Cli.Ingestion;

/// <summary>
/// Shows how far an ingestion is: a bar on a terminal, nothing in a pipe. Told from the ingesting thread after each
/// file, it only stores numbers; the console draws them at its own pace.
/// </summary>
internal sealed class ProgressDisplay(ProgressTask bar) : IProgress<IngestionProgress>
{
    private const int LongestPath = 40;

    public static async Task<IngestionReport> RunAsync(
        IAnsiConsole console, Func<IProgress<IngestionProgress>, Task<IngestionReport>> ingest)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return await ingest(new Silence());
        }

        return await console.Progress()
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(async context => await ingest(new ProgressDisplay(context.AddTask("reading the folder", maxValue: 1))));
    }

    public void Report(IngestionProgress value)
    {
        bar.MaxValue = Math.Max(1, value.Total);
        bar.Value = value.Done;
        bar.Description = Markup.Escape($"{value.Done} of {value.Total}  {Shortened(SafeText.Line(value.Path))}");
    }

    private static string Shortened(string path) => path.Length <= LongestPath ? path : "…" + path[^LongestPath..];

    private sealed class Silence : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value)
        {
        }
    }
}
