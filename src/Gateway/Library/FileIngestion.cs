using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using State.Files;
using State.VectorStores;

namespace Gateway.Library;

/// <summary>
/// Reads the files that wait in vector stores, beside the requests. The queue is the catalogue itself: what a crash leaves in
/// progress is read after the next start. Files are read one after the other and become visible in steps.
/// </summary>
internal sealed partial class FileIngestion(
    VectorStoreCatalogue catalogue, StoreShelf shelf, LibraryOptions options, TimeProvider time, ILogger<FileIngestion> logger) : BackgroundService
{
    /// <summary>Text of one step, bytes: what is held in memory until it is written.</summary>
    private const long StepBytes = 32 * 1024 * 1024;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>One waiting signal is enough: whoever is woken looks at the catalogue.</summary>
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that files wait.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The start of the host does not wait for what a crash left.
        Wake();
        await foreach (var _ in _wake.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                while (catalogue.Pending(options.FilesAtOnce) is { Count: > 0 } waiting)
                {
                    await StepAsync(waiting, stoppingToken);
                }
            }
            catch (Exception exception) when (exception is CatalogueException or FileStoreException or SqliteException or IOException)
            {
                StepFailed(exception);
                await Task.Delay(PauseAfterFailure, time, stoppingToken);
                Wake();
            }
        }
    }

    private async Task StepAsync(IReadOnlyList<StoreFile> waiting, CancellationToken cancellationToken)
    {
        var read = new List<ReadFile>();
        long bytes = 0;
        foreach (var file in waiting)
        {
            var one = await ReadAsync(file, cancellationToken);
            read.Add(one);
            bytes += one.Document?.TextBytes ?? 0;
            if (bytes > StepBytes)
            {
                break;
            }
        }

        await shelf.WriteAsync(read, cancellationToken);
        FilesRead(read.Count(one => one.Document is not null), read.Count(one => one.Document is null));
    }

    /// <summary>A file that fails in an unforeseen way is that file's failure: the next ones are read.</summary>
    private async Task<ReadFile> ReadAsync(StoreFile file, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => shelf.ReadAsync(file, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is FileStoreException or EndOfStreamException)
        {
            return ReadFile.Failed(file, "server_error", "The file's bytes could not be read. Upload it again.");
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or CatalogueException)) // Whatever a hostile file provokes in a parser.
        {
            FileFailed(exception, file.FileId);
            return ReadFile.Failed(file, "server_error", $"The file could not be read ({exception.GetType().Name}).");
        }
    }

    [LoggerMessage(1500, LogLevel.Information, "{Read} files were read into vector stores, {Failed} could not be read")]
    private partial void FilesRead(int read, int failed);

    [LoggerMessage(1501, LogLevel.Error, "File {FileId} could not be read for a reason that no rule foresees")]
    private partial void FileFailed(Exception exception, string fileId);

    [LoggerMessage(1502, LogLevel.Error, "Files that wait in vector stores could not be read; the next try is in a few seconds")]
    private partial void StepFailed(Exception exception);
}
