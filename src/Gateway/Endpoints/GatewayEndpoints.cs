using Gateway.Access;
using Gateway.Recording;

namespace Gateway.Endpoints;

/// <summary>Every path that is served. All others are answered in the error envelope by the outermost middleware.</summary>
internal static class GatewayEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapGateway(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        routes.MapPost("/v1/chat/completions", (RequestDelegate)services.GetRequiredService<ChatCompletionsEndpoint>().AnswerAsync).ForAsking().WithMetadata(new KeepsRecord());
        routes.MapPost("/v1/completions", (RequestDelegate)services.GetRequiredService<NamedModelEndpoint>().CompleteAsync).ForAsking().WithMetadata(new KeepsRecord());
        routes.MapPost("/v1/embeddings", (RequestDelegate)services.GetRequiredService<NamedModelEndpoint>().EmbedAsync).ForAsking().WithMetadata(new KeepsRecord());
        routes.MapPost("/v1/route", (RequestDelegate)services.GetRequiredService<DryRunEndpoint>().ExplainAsync).ForAsking().WithMetadata(new KeepsRecord());
        routes.MapGet("/v1/models", (RequestDelegate)services.GetRequiredService<ModelsEndpoint>().ListAsync);
        routes.MapGet("/v1/models/{**id}", (RequestDelegate)services.GetRequiredService<ModelsEndpoint>().GetAsync);
        routes.MapGet("/v1/documents/{**id}", (RequestDelegate)services.GetRequiredService<DocumentsEndpoint>().GetAsync);
        routes.MapGet("/v1/audit/{id}", (RequestDelegate)services.GetRequiredService<AuditEndpoint>().GetAsync).ForAuditing();
        routes.MapGet("/health/live", (RequestDelegate)HealthEndpoint.LiveAsync);
        routes.MapGet("/health/ready", (RequestDelegate)services.GetRequiredService<HealthEndpoint>().ReadyAsync);
    }
}
