using System.Collections.Immutable;
using Load.Hosts;
using Support;

namespace Load.Targets;

/// <summary>An upstream and everything that is measured in front of it, each a process of its own.</summary>
internal sealed class TargetSet : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _running = new();
    private readonly Stack<string> _folders = new();

    private TargetSet()
    {
    }

    /// <summary>In the order in which each round measures them.</summary>
    public ImmutableArray<Target> Targets { get; private set; } = [];

    /// <summary>Starts all: the upstream alone, nginx, YARP and the gateway with both durabilities.</summary>
    /// <param name="upstreamRole">How the upstream answers, see <see cref="Support.Upstream.PlainUpstreamOptions.Parse"/>.</param>
    /// <param name="folder">Where the gateways' data folders are made.</param>
    public static async Task<TargetSet> StartAsync(IEnumerable<string> upstreamRole, string folder)
    {
        var set = new TargetSet();
        try
        {
            RoleProcess upstream = set.Keep(await RoleProcess.StartAsync([RoleProcess.Upstream, .. upstreamRole]));
            var root = new Uri(upstream.BaseUrl, "/");
            NginxProcess nginx = set.Keep(await NginxProcess.StartAsync(root));
            RoleProcess yarp = set.Keep(await RoleProcess.StartAsync(RoleProcess.Yarp, $"{FreePort.Next()}", $"{root}"));
            set.Targets =
            [
                new Target(Target.Direct, upstream.BaseUrl, upstream.Id),
                new Target(Target.Nginx, nginx.BaseUrl, [.. nginx.Ids]),
                new Target(Target.Yarp, yarp.BaseUrl, yarp.Id),
                await set.GatewayAsync(Target.GatewayProcess, "process", upstream.BaseUrl, folder),
                await set.GatewayAsync(Target.GatewayPower, "power", upstream.BaseUrl, folder),
            ];
            return set;
        }
        catch
        {
            await set.DisposeAsync();
            throw;
        }
    }

    /// <summary>The target of a name.</summary>
    public Target this[string name] => Targets.Single(target => target.Name == name);

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out IAsyncDisposable? running))
        {
            await running.DisposeAsync();
        }

        while (_folders.TryPop(out string? folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Target> GatewayAsync(string name, string durability, Uri upstream, string folder)
    {
        string dataFolder = Path.Combine(folder, $"gateway-load-{Guid.NewGuid():N}");
        _folders.Push(Directory.CreateDirectory(dataFolder).FullName);
        GatewayProcess gateway = Keep(await GatewayProcess.StartAsync(
            new GatewaySettings
            {
                Upstreams = [new GatewayUpstream("plain", upstream, "sk-upstream", ["plain"])],
                Durability = durability,
                DataFolder = dataFolder,
            },
            CancellationToken.None));
        return new Target(name, gateway.BaseUrl, gateway.Id);
    }

    private T Keep<T>(T running) where T : IAsyncDisposable
    {
        _running.Push(running);
        return running;
    }
}
