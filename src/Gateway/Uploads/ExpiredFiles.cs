using State.Files;

namespace Gateway.Uploads;

/// <summary>Removes, every few minutes, the bytes of files whose time is over; they were hidden before.</summary>
internal sealed partial class ExpiredFiles(FileStore files, TimeProvider time, ILogger<ExpiredFiles> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        do
        {
            Sweep();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Sweep()
    {
        try
        {
            if (files.RemoveExpired() is var removed and > 0)
            {
                FilesRemoved(removed);
            }
        }
        catch (FileStoreException exception)
        {
            SweepFailed(exception);
        }
    }

    [LoggerMessage(1400, LogLevel.Information, "{Count} expired files were removed")]
    private partial void FilesRemoved(int count);

    [LoggerMessage(1401, LogLevel.Warning, "Expired files could not be removed; the next try is in a few minutes")]
    private partial void SweepFailed(Exception exception);
}
