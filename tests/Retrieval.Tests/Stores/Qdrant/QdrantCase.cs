using Retrieval.Stores;
using Retrieval.Stores.Qdrant;
using Support;
using Support.Qdrant;
using Xunit;

namespace Retrieval.Tests.Stores.Qdrant;

/// <summary>The server at QDRANT_URL where there is one, else the contract server. Each store has collections of its own.</summary>
public sealed class QdrantCase : IAsyncLifetime
{
    private static int s_collections;

    private readonly string? _real = Environment.GetEnvironmentVariable("QDRANT_URL");
    private QdrantContractServer? _server;

    /// <summary>The contract server.</summary>
    public QdrantContractServer Server => _server ?? throw new InvalidOperationException("the server is a real one");

    public async ValueTask InitializeAsync()
    {
        if (_real is null && SharedFolder.File("data", "qdrant-openapi.json.gz") is { } contract)
        {
            _server = await QdrantContractServer.StartAsync(contract);
        }
    }

    public IPassageIndex Open(DocumentStore store) => Open(store, $"test-{Environment.ProcessId}-{Interlocked.Increment(ref s_collections)}");

    internal QdrantIndex Open(DocumentStore store, string collection)
    {
        Assert.SkipWhen(_real is null && _server is null, SharedFolder.SkipReason);
        return new QdrantIndex(store, new QdrantOptions(_real is null ? Server.Url : new Uri(_real), collection)
        {
            ApiKey = _real is null ? null : Environment.GetEnvironmentVariable("QDRANT_API_KEY"),
            RetryDelay = TimeSpan.FromMilliseconds(1),
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            Assert.Empty(_server.Breaches);
        }
    }
}
