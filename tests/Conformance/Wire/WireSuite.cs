using System.Collections.Concurrent;
using System.Collections.Frozen;
using Conformance.Wire;
using Support;
using Support.Upstream;
using Xunit;

[assembly: AssemblyFixture(typeof(WireSuite))]

namespace Conformance.Wire;

/// <summary>
/// What all tests of the suite share: an upstream for direct calls, another behind a real gateway process,
/// and what each client saw of both. Each client makes its calls once, when the first test asks.
/// </summary>
public sealed class WireSuite : IAsyncLifetime
{
    private const string UpstreamKey = "sk-upstream-0123456789";

    private readonly ConcurrentDictionary<string, Lazy<Task<WireRun>>> _runs = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<FrozenDictionary<string, Observation>>>> _direct = new();
    private readonly Lazy<Task<GatewayProcess>> _gateway;
    private MisbehavingUpstream? _directUpstream;
    private MisbehavingUpstream? _gatewayUpstream;

    public WireSuite() => _gateway = new(StartGatewayAsync);

    /// <summary>The upstream that clients call without the gateway.</summary>
    public MisbehavingUpstream DirectUpstream => _directUpstream ?? throw NotStarted();

    /// <summary>The upstream that only the gateway calls.</summary>
    public MisbehavingUpstream GatewayUpstream => _gatewayUpstream ?? throw NotStarted();

    public WireTarget Direct => new("direct", DirectUpstream.BaseUrl, UpstreamKey);

    /// <summary>Whether the clients from npm take part: <c>GATEWAY_SUITES</c> lists <c>wire</c> or <c>all</c>.</summary>
    public static bool NpmClientsAsked { get; } =
        (Environment.GetEnvironmentVariable("GATEWAY_SUITES") ?? "")
            .Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Any(name => name is "wire" or "all");

    /// <summary>Why they do not.</summary>
    public const string NotAsked = "The clients from npm run when GATEWAY_SUITES lists 'wire' or 'all'.";

    /// <summary>The running gateway's process; started at the first call.</summary>
    public Task<GatewayProcess> GatewayProcessAsync() => _gateway.Value;

    public async Task<WireTarget> GatewayAsync() =>
        new("gateway", (await _gateway.Value).BaseUrl, GatewayProcess.AppKey);

    /// <summary>What the client sees of every cell without the gateway.</summary>
    public Task<FrozenDictionary<string, Observation>> SeeDirectAsync(IWireClient client) =>
        _direct.GetOrAdd(client.Name, _ => new(() => ReadyAsync(client, Direct))).Value;

    /// <summary>What the client sees of every cell with and without the gateway.</summary>
    public Task<WireRun> RunAsync(IWireClient client) =>
        _runs.GetOrAdd(client.Name, _ => new(async () => new WireRun(
            await SeeDirectAsync(client), await ReadyAsync(client, await GatewayAsync())))).Value;

    public async ValueTask InitializeAsync()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        _directUpstream = await MisbehavingUpstream.StartAsync(UpstreamKey, cancellation);
        _gatewayUpstream = await MisbehavingUpstream.StartAsync(UpstreamKey, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway.IsValueCreated && _gateway.Value.IsCompletedSuccessfully)
        {
            await (await _gateway.Value).DisposeAsync();
        }

        await DirectUpstream.DisposeAsync();
        await GatewayUpstream.DisposeAsync();
    }

    private static Task<FrozenDictionary<string, Observation>> ReadyAsync(IWireClient client, WireTarget target) =>
        client.SeeAsync(target, [.. WireCases.Cells, .. WireCases.Retried], TestContext.Current.CancellationToken);

    private Task<GatewayProcess> StartGatewayAsync() => GatewayProcess.StartAsync(
        new GatewaySettings
        {
            Upstreams =
            [
                // One upstream a model: a circuit that one case's failures open stays shut for the others.
                .. UpstreamCases.All.Select((it, number) => new GatewayUpstream(
                    $"case{number}", GatewayUpstream.BaseUrl, UpstreamKey, [it.Name])),
            ],
        },
        TestContext.Current.CancellationToken);

    private static InvalidOperationException NotStarted() => new("The fixture has not been initialised.");
}
