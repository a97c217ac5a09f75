using System.Text.Json;
using Microsoft.Data.Sqlite;
using Retrieval.Domains;
using Retrieval.Stores;

namespace Gateway.Routing;

/// <summary>The lexical model of the documents as they are now: loaded again whenever somebody ingested. Thread-safe.</summary>
internal sealed partial class DomainModels(DocumentStore store, ILogger<DomainModels> logger)
{
    private Loaded? _loaded;

    /// <summary>The model for the present content, and the index version that names it; false when they cannot be read.</summary>
    public bool TryGetCurrent(out (DomainModel Model, string IndexVersion) current)
    {
        try
        {
            var version = store.IndexVersion;
            var loaded = Volatile.Read(ref _loaded);
            if (loaded?.IndexVersion != version)
                Volatile.Write(ref _loaded, loaded = new Loaded(DomainModel.Load(store), version));
            current = (loaded.Model, loaded.IndexVersion);
            return true;
        }
        catch (Exception exception) when (exception is SqliteException or JsonException or InvalidDataException or IOException)
        {
            DocumentsUnreadable(exception);
            current = default;
            return false;
        }
    }

    private sealed record Loaded(DomainModel Model, string IndexVersion);

    [LoggerMessage(1110, LogLevel.Error, "The documents' domain model cannot be read; questions are routed without it")]
    private partial void DocumentsUnreadable(Exception exception);
}
