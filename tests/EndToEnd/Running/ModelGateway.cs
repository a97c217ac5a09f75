using System.Collections.Immutable;
using Support;
using Support.Upstream;
using Xunit;

namespace EndToEnd.Running;

/// <summary>
/// One gateway with the sample domain and one upstream, whose model names say how it behaves. Behind <c>auto</c> is
/// the model that answers with what it was asked, so that tests see what the gateway assembled.
/// </summary>
public sealed class ModelGateway(SampleGateway samples) : IAsyncLifetime
{
    /// <summary>The model behind <c>auto</c>.</summary>
    public const string EchoModel = "metadata-echo";

    private readonly TemporaryFolder _folder = new();
    private GatewayProcess? _process;
    private MisbehavingUpstream? _upstream;

    /// <summary>The running process.</summary>
    public GatewayProcess Process => _process ?? throw new InvalidOperationException("The gateway is not started.");

    /// <summary>What it asks.</summary>
    public MisbehavingUpstream Upstream => _upstream ?? throw new InvalidOperationException("The upstream is not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        samples.CopyDocumentsTo(_folder.Path);
        _upstream = await MisbehavingUpstream.StartAsync("sk-upstream-model-gateway", CancellationToken.None);
        ImmutableArray<string> models = [.. UpstreamCases.All.Select(it => it.Name)];
        _process = await GatewayProcess.StartAsync(new GatewaySettings
        {
            DataFolder = _folder.Path,
            Upstreams = [new GatewayUpstream("cases", _upstream.BaseUrl, _upstream.ApiKey, models)],
            Environment = Patience.Settings.Add("Routing__GeneralModel", EchoModel),
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

        if (_upstream is not null)
        {
            await _upstream.DisposeAsync();
        }

        _folder.Dispose();
    }
}
