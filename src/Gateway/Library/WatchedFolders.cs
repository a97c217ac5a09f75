using Microsoft.Data.Sqlite;
using Retrieval.Ingestion;

namespace Gateway.Library;

/// <summary>Reads the folders that the settings name whenever they change, each into its domain.</summary>
internal sealed partial class WatchedFolders(LibraryOptions options, Ingestor ingestor, TimeProvider time, ILogger<WatchedFolders> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The start of the host does not wait for the folders.
        await Task.WhenAll(options.Watch.Select(watched => FollowAsync(watched.Key, watched.Value, stoppingToken)));
    }

    private async Task FollowAsync(string domain, string folder, CancellationToken cancellationToken)
    {
        using var watch = new FolderWatch(folder, TimeSpan.FromSeconds(options.WatchQuietSeconds), TimeSpan.FromSeconds(options.WatchPollSeconds), time);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await watch.WaitAsync(cancellationToken);
                Read(domain, await ingestor.IngestAsync(folder, domain, new Progress<IngestionProgress>(), cancellationToken));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or SqliteException)
            {
                FolderFailed(exception, folder);
                await Task.Delay(PauseAfterFailure, time, cancellationToken);
            }
        }
    }

    private void Read(string domain, IngestionReport report)
    {
        FolderRead(domain, report.Added, report.Updated, report.Removed, report.Failed.Count);
        foreach (var failed in report.Failed)
        {
            FileFailed(domain, failed.Path, failed.Reason);
        }
    }

    [LoggerMessage(1510, LogLevel.Information, "Domain {Domain} follows its folder: {Added} documents added, {Updated} updated, {Removed} removed, {Failed} files failed")]
    private partial void FolderRead(string domain, int added, int updated, int removed, int failed);

    [LoggerMessage(1511, LogLevel.Warning, "Domain {Domain}: {Path} could not be read: {Reason}")]
    private partial void FileFailed(string domain, string path, string reason);

    [LoggerMessage(1512, LogLevel.Error, "The watched folder {Folder} could not be read; the next try is in half a minute")]
    private partial void FolderFailed(Exception exception, string folder);
}
