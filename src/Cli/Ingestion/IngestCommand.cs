using System.CommandLine;
using Terminal.Output;
using Terminal.Place;
using Retrieval.Ingestion;
using Retrieval.Stores;

namespace Cli.Ingestion;

/// <summary><c>ingest</c>: makes a domain of the gateway equal to a folder of documents.</summary>
internal static class IngestCommand
{
    private const int LongestPath = 40;

    public static Command Build(Screen screen, DataOption data, TimeProvider time)
    {
        var folder = new Argument<string>("folder") { Description = "Folder of Markdown, HTML and text files." };
        var domain = new Option<string>("--domain") { Description = "Name of the domain: a-z, 0-9, - and _.", Required = true };
        var command = new Command("ingest", "Read a folder of documents into a domain; files that are gone are removed from it.") { folder, domain };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            DocumentStore store = DocumentStore.Open(data.Created(parsed).RetrievalDatabase, time);
            IngestionReport report = await WorkBar.RunAsync(
                screen.Remarks,
                "reading the folder",
                bar => new Ingestor(store).IngestAsync(
                    parsed.GetRequiredValue(folder), parsed.GetRequiredValue(domain), bar.Of<IngestionProgress>(Describe), cancellationToken));
            return Show(screen, report);
        });
        return command;
    }

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
