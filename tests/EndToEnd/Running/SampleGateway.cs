using EndToEnd.Running;
using Support;
using Xunit;

[assembly: AssemblyFixture(typeof(SampleGateway))]

namespace EndToEnd.Running;

/// <summary>One gateway with the sample domain and no upstream, for all tests that only ask.</summary>
public sealed class SampleGateway : IAsyncLifetime
{
    private GatewayProcess? _process;

    /// <summary>The running process.</summary>
    public GatewayProcess Process => _process ?? throw new InvalidOperationException("The gateway is not started.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() =>
        _process = await GatewayProcess.StartAsync(
            new GatewaySettings { LoadSamples = true, Environment = Patience.Settings }, CancellationToken.None);

    /// <summary>Gives another data folder the same documents, which takes less time than to ingest them again.</summary>
    /// <remarks>Nothing writes the documents any more; the file and its write-ahead log together are the database.</remarks>
    public void CopyDocumentsTo(string dataFolder)
    {
        foreach (string file in new[] { "retrieval.db", "retrieval.db-wal" })
        {
            string source = Path.Combine(Process.DataFolder, file);
            if (File.Exists(source))
            {
                File.Copy(source, Path.Combine(dataFolder, file));
            }
        }
    }

    internal ApiClient Client(string? key = GatewayProcess.AppKey) => new(Process.Root, key);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
