using Gateway.Access;

namespace Gateway.FineTuning;

/// <summary>The paths of training jobs. They are administrators' business: a job costs hours and changes what an expert answers.</summary>
internal static class FineTuningRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapFineTuning(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.ServiceProvider.GetRequiredService<FineTuningEndpoint>();
        routes.MapPost("/v1/fine_tuning/jobs", (RequestDelegate)jobs.CreateAsync).ForManaging();
        routes.MapGet("/v1/fine_tuning/jobs", (RequestDelegate)jobs.ListAsync).ForManaging();
        routes.MapGet("/v1/fine_tuning/jobs/{id}", (RequestDelegate)jobs.GetAsync).ForManaging();
        routes.MapPost("/v1/fine_tuning/jobs/{id}/cancel", (RequestDelegate)jobs.CancelAsync).ForManaging();
        routes.MapGet("/v1/fine_tuning/jobs/{id}/events", (RequestDelegate)jobs.EventsAsync).ForManaging();
        routes.MapGet("/v1/fine_tuning/jobs/{id}/checkpoints", (RequestDelegate)jobs.CheckpointsAsync).ForManaging();
    }
}
