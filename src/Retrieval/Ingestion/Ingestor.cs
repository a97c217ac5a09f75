using Retrieval.Stores;

namespace Retrieval.Ingestion;

/// <summary>
/// Makes a domain of the store equal to a folder. Up to <see cref="StepFiles"/> changed files are one transaction: readers see the
/// old documents or the new ones. Larger changes are written in steps of that size, so that a process that dies half way has
/// written whole steps, and the next run goes on behind them.
/// </summary>
/// <param name="store">Where the documents go.</param>
public sealed class Ingestor(DocumentStore store)
{
    /// <summary>Changed files of one transaction.</summary>
    public const int StepFiles = 1000;

    /// <summary>Bytes of text of one transaction: what is held in memory until it is written.</summary>
    internal const long StepBytes = 128L * 1024 * 1024;

    /// <summary>
    /// Reads every file of a known format below <paramref name="folder"/> into <paramref name="domain"/> and
    /// removes the domain's documents that are no longer there. A file that fails is reported and does not stop the rest.
    /// </summary>
    /// <param name="folder">Folder to read; hidden entries are skipped.</param>
    /// <param name="domain">1 to 64 of <c>a-z 0-9 - _</c>.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="cancellationToken">Between files; what was not written yet is left for the next run.</param>
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
        var run = new IngestionRun(store, domain, scan.Failed);
        for (var i = 0; i < scan.Files.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Add(scan.Files[i].Relative, scan.Files[i].Full);
            progress.Report(new IngestionProgress(i + 1, scan.Files.Count, scan.Files[i].Relative, store.Time.GetElapsedTime(started)));
        }

        return run.Finish();
    }
}
