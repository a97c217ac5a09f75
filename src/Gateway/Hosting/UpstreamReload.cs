using Gateway.Upstreams;
using Microsoft.Extensions.Primitives;

namespace Gateway.Hosting;

/// <summary>Takes over changed upstreams while requests run. A change with mistakes is logged and left out; the old ones stay.</summary>
internal sealed partial class UpstreamReload(IConfiguration configuration, UpstreamRegistry registry, ILogger<UpstreamReload> logger) : IHostedService
{
    private IDisposable? _registration;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _registration = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _registration?.Dispose();
        return Task.CompletedTask;
    }

    private void Reload()
    {
        var mistakes = new List<string>();
        var upstreams = GatewaySettings.ReadUpstreams(configuration, mistakes);
        if (mistakes.Count > 0)
        {
            ReloadRefused(string.Join(" ", mistakes));
            return;
        }
        registry.Load(upstreams);
        Reloaded(upstreams.Count);
    }

    [LoggerMessage(1201, LogLevel.Information, "Upstreams were reloaded: {Count} configured")]
    private partial void Reloaded(int count);

    [LoggerMessage(1202, LogLevel.Error, "Changed upstreams were not taken over, the old ones stay: {Mistakes}")]
    private partial void ReloadRefused(string mistakes);
}
