using Microsoft.Data.Sqlite;
using State.Files;
using State.VectorStores;

namespace Gateway.Library;

/// <summary>Removes, every few minutes, what its time is over for: files, and the content of vector stores. Both were hidden before.</summary>
internal sealed partial class Expiry(FileStore files, VectorStoreCatalogue catalogue, StoreShelf shelf, TimeProvider time, ILogger<Expiry> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            await SweepAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var file in files.ListExpired())
            {
                await shelf.DeleteFileAsync(file.Id, cancellationToken);
                FileExpired(file.Id);
            }

            foreach (var store in catalogue.List().Where(store => store.IsExpired(time.GetUtcNow()) && catalogue.CountFiles(store.Id).Total > 0))
            {
                await shelf.EmptyAsync(store, cancellationToken);
                StoreExpired(store.Id);
            }
        }
        catch (Exception exception) when (exception is FileStoreException or CatalogueException or SqliteException)
        {
            SweepFailed(exception);
        }
    }

    [LoggerMessage(1400, LogLevel.Information, "File {FileId} has expired and was removed")]
    private partial void FileExpired(string fileId);

    [LoggerMessage(1401, LogLevel.Warning, "Expired files and vector stores could not be removed; the next try is in a few minutes")]
    private partial void SweepFailed(Exception exception);

    [LoggerMessage(1402, LogLevel.Information, "Vector store {StoreId} has expired and was emptied")]
    private partial void StoreExpired(string storeId);
}
