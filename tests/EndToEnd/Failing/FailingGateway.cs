using System.Collections.Immutable;
using EndToEnd.Running;
using Support;
using Support.Upstream;
using Xunit;

namespace EndToEnd.Failing;

/// <summary>
/// A gateway over upstreams that fail: one that nobody answers at, one whose models fail as they are named, one that
/// always answers, and one for the circuit breaker. Behind <c>auto</c> is the one that nobody answers at.
/// </summary>
public sealed class FailingGateway(SampleGateway samples) : IAsyncLifetime
{
    /// <summary>A model that fails at two upstreams and is answered by the third.</summary>
    public const string ChainModel = "chain";

    /// <summary>A model that is refused with 429 by the first upstream of its chain, and that nobody answers for at the second.</summary>
    public const string BusyModel = "busy";

    /// <summary>A model at the only upstream with a touchy circuit breaker.</summary>
    public const string CircuitModel = "circuit";

    /// <summary>A model that nobody answers for.</summary>
    public const string DeadModel = "dead";

    /// <summary>Calls after which the circuit of <see cref="CircuitModel"/> opens.</summary>
    public const int CircuitCalls = 2;

    private readonly TemporaryFolder _folder = new();
    private GatewayProcess? _process;
    private MisbehavingUpstream? _failing;
    private MisbehavingUpstream? _working;

    /// <summary>The running process.</summary>
    public GatewayProcess Process => _process ?? throw new InvalidOperationException("The gateway is not started.");

    /// <summary>The upstream whose models fail.</summary>
    public MisbehavingUpstream Failing => _failing ?? throw new InvalidOperationException("The upstream is not started.");

    /// <summary>The upstream that answers.</summary>
    public MisbehavingUpstream Working => _working ?? throw new InvalidOperationException("The upstream is not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        samples.CopyDocumentsTo(_folder.Path);
        _failing = await MisbehavingUpstream.StartAsync("sk-failing-upstream", CancellationToken.None);
        _working = await MisbehavingUpstream.StartAsync("sk-working-upstream", CancellationToken.None);
        var nobody = new Uri($"http://127.0.0.1:{FreePort.Next()}/v1");
        _process = await GatewayProcess.StartAsync(new GatewaySettings
        {
            DataFolder = _folder.Path,
            Upstreams =
            [
                new GatewayUpstream("nobody", nobody, "sk-nobody", [DeadModel, ChainModel]),
                new GatewayUpstream("failing", _failing.BaseUrl, _failing.ApiKey, [ChainModel, BusyModel, .. UpstreamCases.All.Select(it => it.Name)]),
                new GatewayUpstream("working", _working.BaseUrl, _working.ApiKey, [ChainModel]),
                new GatewayUpstream("silent", nobody, "sk-nobody", [BusyModel]),
                new GatewayUpstream("touchy", _failing.BaseUrl, _failing.ApiKey, [CircuitModel]),
            ],
            Environment = Options,
        }, CancellationToken.None);
    }

    internal ApiClient Client(string? key = GatewayProcess.AppKey) => new(Process.Root, key);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await (_failing?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_working?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    private static ImmutableDictionary<string, string> Options => Patience.Settings.AddRange(new Dictionary<string, string>
    {
        ["Routing__GeneralModel"] = DeadModel,
        ["Upstreams__nobody__Priority"] = "1",
        ["Upstreams__nobody__MaxRetries"] = "0",
        ["Upstreams__failing__Priority"] = "2",
        ["Upstreams__failing__Aliases__chain"] = "502",
        ["Upstreams__failing__Aliases__busy"] = "429-retry-after",
        ["Upstreams__silent__Priority"] = "4",
        ["Upstreams__silent__MaxRetries"] = "0",
        ["Upstreams__failing__RetryBudget"] = "10", // these tests together fail more often than a healthy day allows
        ["Upstreams__failing__BreakerMinimumCalls"] = "100000",
        ["Upstreams__working__Priority"] = "3",
        ["Upstreams__working__Aliases__chain"] = "text",
        ["Upstreams__touchy__Aliases__circuit"] = "504",
        ["Upstreams__touchy__MaxRetries"] = "0",
        ["Upstreams__touchy__BreakerMinimumCalls"] = $"{CircuitCalls}",
        ["Upstreams__touchy__BreakSeconds"] = "600",
    });
}
