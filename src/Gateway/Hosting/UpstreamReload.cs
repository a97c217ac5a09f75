using Gateway.Upstreams;

namespace Gateway.Hosting;

/// <summary>
/// Takes over changed upstreams while requests run. A change with mistakes is logged and left out; the old ones stay. The
/// file is looked at every two seconds: a watcher would watch the whole data folder, where every record of every request is
/// a change (in a profile its thread alone took 4 % of the CPU of pass-through).
/// </summary>
internal sealed partial class UpstreamReload(SettingsFile file, UpstreamRegistry registry, TimeProvider time, ILogger<UpstreamReload> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = file.Stamp;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = file.Stamp;
            if (now == seen)
                continue;
            seen = now;
            Reload();
        }
    }

    private void Reload()
    {
        try
        {
            var mistakes = new List<string>();
            file.Check(mistakes);
            var upstreams = GatewaySettings.ReadUpstreams(file.Read(), mistakes);
            if (mistakes.Count > 0)
                throw new SettingsException(mistakes);
            registry.Load(upstreams);
            Reloaded(upstreams.Count);
        }
        catch (Exception exception) when (exception is SettingsException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            ReloadRefused(file.Path, exception.Message + (exception.InnerException is { } cause ? " " + cause.Message : ""));
        }
    }

    [LoggerMessage(1201, LogLevel.Information, "Upstreams were reloaded: {Count} configured")]
    private partial void Reloaded(int count);

    [LoggerMessage(1202, LogLevel.Error, "Changed settings in {Path} were not taken over, the old upstreams stay: {Mistakes}")]
    private partial void ReloadRefused(string path, string mistakes);
}
