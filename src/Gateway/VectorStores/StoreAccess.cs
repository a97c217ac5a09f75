using Gateway.Access;
using Gateway.Errors;
using Gateway.Library;
using State.VectorStores;

namespace Gateway.VectorStores;

/// <summary>Finds the vector stores of a caller. Domains that were read from folders are among them.</summary>
internal sealed class StoreAccess(VectorStoreCatalogue catalogue, DomainDirectory directory)
{
    /// <summary>The stores that a caller may see, oldest first.</summary>
    public IEnumerable<VectorStore> Of(Caller caller)
    {
        catalogue.Adopt(directory.Domains);
        return catalogue.List().Where(store => DomainDirectory.MayUse(caller, store));
    }

    /// <summary>The store that a request's path names; null, after the client was answered, when the caller has none.</summary>
    public async ValueTask<VectorStore?> FindAsync(HttpContext context)
    {
        var id = (string?)context.GetRouteValue("id") ?? "";
        if (catalogue.Find(id) is null)
        {
            catalogue.Adopt(directory.Domains);
        }

        if (catalogue.Find(id) is { } store && DomainDirectory.MayUse(Caller.Of(context), store))
        {
            return store;
        }

        await ErrorAnswer.WriteAsync(context, StoreErrors.NoStore(id));
        return null;
    }

    /// <summary>The same for a request that changes the store.</summary>
    public async ValueTask<VectorStore?> FindToChangeAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } store)
        {
            return null;
        }

        if (DomainDirectory.MayChange(Caller.Of(context), store))
        {
            return store;
        }

        await ErrorAnswer.WriteAsync(context, StoreErrors.Closed(store.Id));
        return null;
    }
}
