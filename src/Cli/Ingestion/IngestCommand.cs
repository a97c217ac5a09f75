using System.CommandLine;
using Terminal.Output;
using Terminal.Place;
using Retrieval.Ingestion;
using Retrieval.Stores;

namespace Cli.Ingestion;

/// <summary><c>ingest</c>: makes a domain of the gateway equal to a folder of documents, once or whenever the folder changes.</summary>
internal static class IngestCommand
{
    private const int LongestPath = 40;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);

    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        var folder = new Argument<string>("folder") { Description = "Folder of Markdown, HTML, text, CSV, JSON, PDF and DOCX files." };
        var domain = new Option<string>("--domain") { Description = "Name of the domain: a-z, 0-9, - and _.", Required = true };
        var watch = new Option<bool>("--watch") { Description = "Go on, and read the folder again whenever it changes, until interrupted." };
        var command = new Command("ingest", "Read a folder of documents into a domain; files that are gone are removed from it.") { folder, domain, watch };
        command.SetAction((parsed, cancellationToken) =>
        {
            var ingestor = new Ingestor(DocumentStore.Open(data.Created(parsed).RetrievalDatabase, time));
            var (from, into) = (parsed.GetRequiredValue(folder), parsed.GetRequiredValue(domain));
            return parsed.GetValue(watch) ? FollowAsync(screen, ingestor, from, into, time, cancellationToken) : ReadAsync(screen, ingestor, from, into, cancellationToken);
        });
        return command;
    }

    private static async Task<int> FollowAsync(Screen screen, Ingestor ingestor, string folder, string domain, TimeProvider time, CancellationToken cancellationToken)
    {
        using var watch = new FolderWatch(folder, Quiet, Poll, time);
        try
        {
            while (true)
            {
                await watch.WaitAsync(cancellationToken);
                await ReadAsync(screen, ingestor, folder, domain, cancellationToken);
                screen.WriteRemark($"Waiting for changes of {folder}; end with Ctrl+C.");
            }
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Ok; // That is how a watch ends.
        }
    }

    private static async Task<int> ReadAsync(Screen screen, Ingestor ingestor, string folder, string domain, CancellationToken cancellationToken) =>
        Show(screen, await WorkBar.RunAsync(
            screen.Remarks, "reading the folder", bar => ingestor.IngestAsync(folder, domain, bar.Of<IngestionProgress>(Describe), cancellationToken)));

    private static (double, string) Describe(IngestionProgress progress) =>
        ((double)progress.Done / Math.Max(1, progress.Total), $"{progress.Done} of {progress.Total}  {Shortened(progress.Path)}");

    private static string Shortened(string path) => path.Length <= LongestPath ? path : "…" + path[^LongestPath..];

    private static int Show(Screen screen, IngestionReport report)
    {
        screen.WriteResult(
            $"{report.Added} added, {report.Updated} updated, {report.Unchanged} unchanged, {report.Removed} removed, " +
            $"{report.Failed.Count} failed");
        foreach (FailedFile failed in report.Failed)
        {
            screen.WriteRemark($"{failed.Path}: {failed.Reason}");
        }

        return report.Failed.Count == 0 ? ExitCode.Ok : ExitCode.Finding;
    }
}
