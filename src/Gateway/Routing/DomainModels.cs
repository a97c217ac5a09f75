using Retrieval.Domains;
using Retrieval.Stores;

namespace Gateway.Routing;

/// <summary>The lexical model of the documents as they are now: loaded again whenever somebody ingested. Thread-safe.</summary>
internal sealed class DomainModels(DocumentStore store)
{
    private Loaded? _loaded;

    /// <summary>The model for the present content, and the index version that names that content.</summary>
    public (DomainModel Model, string IndexVersion) Current()
    {
        var version = store.IndexVersion;
        var loaded = Volatile.Read(ref _loaded);
        if (loaded?.IndexVersion != version)
            Volatile.Write(ref _loaded, loaded = new Loaded(DomainModel.Load(store), version));
        return (loaded.Model, loaded.IndexVersion);
    }

    private sealed record Loaded(DomainModel Model, string IndexVersion);
}
