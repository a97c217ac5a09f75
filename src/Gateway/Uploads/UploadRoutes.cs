using Gateway.Access;

namespace Gateway.Uploads;

/// <summary>The paths of uploaded files.</summary>
internal static class UploadRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var files = routes.ServiceProvider.GetRequiredService<FilesEndpoint>();
        routes.MapPost("/v1/files", (RequestDelegate)files.CreateAsync).ForAsking();
        routes.MapGet("/v1/files", (RequestDelegate)files.ListAsync).ForAsking();
        routes.MapGet("/v1/files/{id}", (RequestDelegate)files.GetAsync).ForAsking();
        routes.MapGet("/v1/files/{id}/content", (RequestDelegate)files.ContentAsync).ForAsking();
        routes.MapDelete("/v1/files/{id}", (RequestDelegate)files.DeleteAsync).ForAsking();
    }
}
