using System.Collections.Frozen;
using Gateway.Access;
using Retrieval.Stores;
using State.Keys;
using State.VectorStores;

namespace Gateway.Library;

/// <summary>
/// Which domains there are and who may use them. A domain that was read from a folder is open by the key's patterns alone; one that a
/// client made belongs to its tenant, and its maker may always use it. Asked on the way of every request, so it is kept in memory.
/// </summary>
internal sealed class DomainDirectory(VectorStoreCatalogue catalogue, DocumentStore documents, TimeProvider time)
{
    private FrozenDictionary<string, VectorStore>? _made;

    /// <summary>Domains that hold documents, in ordinal order.</summary>
    public IReadOnlyList<string> Domains => documents.Domains;

    /// <summary>Whether the documents of a domain may be used for a caller.</summary>
    public bool MayUse(Caller caller, string domain) => !Made().TryGetValue(domain, out var store)
        ? caller.Key.MayUseDomain(domain)
        : MayUse(caller, store) && !store.IsExpired(time.GetUtcNow());

    /// <summary>Whether a caller may see a vector store; an expired one can still be seen.</summary>
    public static bool MayUse(Caller caller, VectorStore store) => store.Owner is not { } owner
        ? caller.Key.MayUseDomain(store.Domain)
        : owner.Tenant == caller.Key.Tenant && (owner.KeyId == caller.Key.Id || caller.Key.MayUseDomain(store.Domain));

    /// <summary>Whether a caller may change a vector store: its maker, an administrator of its tenant, and for folders one of the installation.</summary>
    public static bool MayChange(Caller caller, VectorStore store) => store.Owner is { } owner
        ? caller.Owns(owner)
        : caller.Key is { Role: Role.Admin, Tenant: null } && caller.Key.MayUseDomain(store.Domain);

    /// <summary>Forgets what is kept; to be called after a store was made, changed or removed.</summary>
    public void Refresh() => Volatile.Write(ref _made, null);

    private FrozenDictionary<string, VectorStore> Made()
    {
        var made = Volatile.Read(ref _made);
        if (made is null)
        {
            made = catalogue.List().Where(store => store.Owner is not null).ToFrozenDictionary(store => store.Domain, StringComparer.Ordinal);
            Volatile.Write(ref _made, made);
        }

        return made;
    }
}
