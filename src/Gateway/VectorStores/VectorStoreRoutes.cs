using Gateway.Access;

namespace Gateway.VectorStores;

/// <summary>The paths of vector stores.</summary>
internal static class VectorStoreRoutes
{
    private const string Root = "/v1/vector_stores";
    private const string One = Root + "/{id}";

    /// <summary>Maps them.</summary>
    public static void MapVectorStores(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var stores = services.GetRequiredService<VectorStoresEndpoint>();
        routes.MapPost(Root, (RequestDelegate)stores.CreateAsync).ForAsking();
        routes.MapGet(Root, (RequestDelegate)stores.ListAsync).ForAsking();
        routes.MapGet(One, (RequestDelegate)stores.GetAsync).ForAsking();
        routes.MapPost(One, (RequestDelegate)stores.UpdateAsync).ForAsking();
        routes.MapDelete(One, (RequestDelegate)stores.DeleteAsync).ForAsking();
        routes.MapPost(One + "/search", (RequestDelegate)services.GetRequiredService<StoreSearchEndpoint>().SearchAsync).ForAsking();
        MapFiles(routes, services.GetRequiredService<StoreFilesEndpoint>());
        MapBatches(routes, services.GetRequiredService<FileBatchesEndpoint>());
    }

    private static void MapFiles(IEndpointRouteBuilder routes, StoreFilesEndpoint files)
    {
        const string file = One + "/files/{file}";
        routes.MapPost(One + "/files", (RequestDelegate)files.CreateAsync).ForAsking();
        routes.MapGet(One + "/files", (RequestDelegate)files.ListAsync).ForAsking();
        routes.MapGet(file, (RequestDelegate)files.GetAsync).ForAsking();
        routes.MapPost(file, (RequestDelegate)files.UpdateAsync).ForAsking();
        routes.MapDelete(file, (RequestDelegate)files.DeleteAsync).ForAsking();
        routes.MapGet(file + "/content", (RequestDelegate)files.ContentAsync).ForAsking();
    }

    private static void MapBatches(IEndpointRouteBuilder routes, FileBatchesEndpoint batches)
    {
        const string batch = One + "/file_batches/{batch}";
        routes.MapPost(One + "/file_batches", (RequestDelegate)batches.CreateAsync).ForAsking();
        routes.MapGet(batch, (RequestDelegate)batches.GetAsync).ForAsking();
        routes.MapPost(batch + "/cancel", (RequestDelegate)batches.CancelAsync).ForAsking();
        routes.MapGet(batch + "/files", (RequestDelegate)batches.ListFilesAsync).ForAsking();
    }
}
