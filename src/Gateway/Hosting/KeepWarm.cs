using Microsoft.Data.Sqlite;

namespace Gateway.Hosting;

/// <summary>
/// Asks the domains anew whenever somebody ingested, also from another process, so that the first question afterwards finds
/// vocabulary and domain model read and, where these are the first documents of all, the code compiled.
/// </summary>
/// <param name="indexVersion">Names the present content of the documents.</param>
/// <param name="warmUp">Asks every domain once.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Says what could not be read.</param>
internal sealed partial class KeepWarm(Func<string> indexVersion, Func<CancellationToken, Task> warmUp, TimeProvider time, ILogger<KeepWarm> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        string? seen = null; // PrepareAsync has asked what was there at the start; asking it again costs milliseconds.
        do
        {
            seen = await AskIfChangedAsync(seen, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<string?> AskIfChangedAsync(string? seen, CancellationToken cancellationToken)
    {
        try
        {
            var now = indexVersion();
            if (now != seen)
                await warmUp(cancellationToken);
            return now;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or InvalidDataException)
        {
            NotAsked(exception);
            return seen; // Questions say the same with their own errors; this is tried again.
        }
    }

    [LoggerMessage(1210, LogLevel.Debug, "The changed documents could not be asked ahead")]
    private partial void NotAsked(Exception exception);
}
