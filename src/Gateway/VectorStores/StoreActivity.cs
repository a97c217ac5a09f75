using System.Collections.Concurrent;
using State.VectorStores;

namespace Gateway.VectorStores;

/// <summary>Notes when stores are used, at most once a minute each: expiry counts in days, and a search shall not wait for a disk.</summary>
internal sealed class StoreActivity(VectorStoreCatalogue catalogue, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    /// <summary>A store is used now.</summary>
    public void Note(VectorStore store)
    {
        var now = time.GetUtcNow();
        if (now - store.LastActiveAt >= Step && now - _noted.GetOrAdd(store.Id, DateTimeOffset.MinValue) >= Step)
        {
            _noted[store.Id] = now;
            catalogue.Touch(store.Id);
        }
    }
}
