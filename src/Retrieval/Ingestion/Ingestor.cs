using Retrieval.Stores;

namespace Retrieval.Ingestion;

/// <summary>
/// Makes a domain of the store equal to a folder. Everything happens in one transaction: readers see the old
/// documents or the new ones, and a process that dies half way has changed nothing.
/// </summary>
/// <param name="store">Where the documents go.</param>
public sealed class Ingestor(DocumentStore store)
{
    /// <summary>
    /// Reads every file of a known format below <paramref name="folder"/> into <paramref name="domain"/> and
    /// removes the domain's documents that are no longer there. A file that fails is reported and does not stop the rest.
    /// </summary>
    /// <param name="folder">Folder to read; hidden entries are skipped.</param>
    /// <param name="domain">1 to 64 of <c>a-z 0-9 - _</c>.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="cancellationToken">Between files; a cancelled ingestion changes nothing.</param>
    /// <exception cref="ArgumentException">The domain's name is not allowed.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public Task<IngestionReport> IngestAsync(
        string folder,
        string domain,
        IProgress<IngestionProgress> progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        DomainName.Check(domain);
        // Parsing and SQLite are synchronous; a worker thread keeps the caller (a console with a progress bar, a host
        // that is starting) free.
        return Task.Run(() => Ingest(folder, domain, progress, cancellationToken), cancellationToken);
    }

    private IngestionReport Ingest(string folder, string domain, IProgress<IngestionProgress> progress, CancellationToken cancellationToken)
    {
        var started = store.Time.GetTimestamp();
        var scan = FolderScan.Of(folder);
        using var writer = store.BeginWrite();
        var run = new IngestionRun(writer, domain, scan.Failed);
        for (var i = 0; i < scan.Files.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Add(scan.Files[i].Relative, scan.Files[i].Full);
            progress.Report(new IngestionProgress(i + 1, scan.Files.Count, scan.Files[i].Relative, store.Time.GetElapsedTime(started)));
        }

        run.RemoveMissing();
        if (run.Changed)
        {
            DocumentIntake.Finish(writer);
        }

        return run.Report();
    }
}
