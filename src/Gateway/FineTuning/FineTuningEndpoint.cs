using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Access;
using Gateway.Endpoints;
using Gateway.Errors;
using Gateway.Recording;
using Protocol.Errors;
using Protocol.FineTuning;
using Protocol.Lists;
using State.Jobs;

namespace Gateway.FineTuning;

/// <summary><c>/v1/fine_tuning/jobs</c>: trainings ordered, shown and called off, as OpenAI's clients know them. The trainer's <c>work</c> does them.</summary>
internal sealed class FineTuningEndpoint(JobStore jobs, FineTuningOrder orders)
{
    private const int MostListed = 100, JobsListed = 20, CheckpointsListed = 10;

    /// <summary><c>POST /v1/fine_tuning/jobs</c>.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        if (!Endpoints.JsonContent.IsDeclared(context.Request))
        {
            await ErrorAnswer.WriteAsync(context, ApiError.UnsupportedMediaType(context.Request.ContentType));
            return;
        }

        using var body = await RequestBody.ReadAsync(context);
        if (!FineTuningRequestReader.TryRead(body.Bytes, out var request, out var error))
        {
            await ErrorAnswer.WriteAsync(context, error);
            return;
        }

        var (draft, refusal) = orders.Read(Caller.Of(context), request);
        if (draft is null)
        {
            await ErrorAnswer.WriteAsync(context, refusal!); // Without a draft there is an error.
            return;
        }

        var job = jobs.Create(draft, FineTuningOrder.HasFiles(draft));
        RecordNotes.Add(context, $"Ordered {job.Id}: {job.Draft.Model} with {job.Draft.TrainingFile}, seed {job.Draft.Seed}, becomes expert/{job.Draft.Expert}.");
        await AnswerAsync(context, job);
    }

    /// <summary><c>GET /v1/fine_tuning/jobs</c>, newest first.</summary>
    public Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (!PageQueryReader.TryRead(name => query[name], JobsListed, MostListed, out var page, out var error))
        {
            return ErrorAnswer.WriteAsync(context, error);
        }

        var found = jobs.List(new JobQuery { Tenant = Caller.Of(context).Key.Tenant, After = page.After, Limit = page.Limit + 1, Metadata = MetadataFilter.Read(query) });
        return AnswerAsync(context, ObjectPage<FineTuningJobObject>.Of([.. found.Select(FineTuningObjects.Of)], page.Limit, job => job.Id), FineTuningJson.Default.ObjectPageFineTuningJobObject);
    }

    /// <summary><c>GET /v1/fine_tuning/jobs/{id}</c>.</summary>
    public Task GetAsync(HttpContext context) => Find(context) is { } job ? AnswerAsync(context, job) : NotFoundAsync(context);

    /// <summary><c>POST /v1/fine_tuning/jobs/{id}/cancel</c>.</summary>
    public Task CancelAsync(HttpContext context)
    {
        if (Find(context) is not { } job)
        {
            return NotFoundAsync(context);
        }

        if (job.IsOver || jobs.Cancel(job.Id) is not { Status: JobStatus.Cancelled } cancelled)
        {
            return ErrorAnswer.WriteAsync(context, FineTuningErrors.IsOver(jobs.Find(job.Id) ?? job));
        }

        RecordNotes.Add(context, $"Cancelled {job.Id}.");
        return AnswerAsync(context, cancelled);
    }

    /// <summary><c>GET /v1/fine_tuning/jobs/{id}/events</c>, newest first.</summary>
    public Task EventsAsync(HttpContext context) => PageAsync(context, JobsListed, (job, page) => AnswerAsync(
        context,
        ObjectPage<FineTuningEventObject>.Of([.. jobs.Events(job.Id, page.After, page.Limit + 1).Select(FineTuningObjects.Of)], page.Limit, happened => happened.Id),
        FineTuningJson.Default.ObjectPageFineTuningEventObject));

    /// <summary><c>GET /v1/fine_tuning/jobs/{id}/checkpoints</c>, newest first.</summary>
    public Task CheckpointsAsync(HttpContext context) => PageAsync(context, CheckpointsListed, (job, page) => AnswerAsync(
        context,
        ObjectPage<FineTuningCheckpointObject>.Of([.. jobs.Checkpoints(job.Id, page.After, page.Limit + 1).Select(checkpoint => FineTuningObjects.Of(job, checkpoint))], page.Limit, checkpoint => checkpoint.Id),
        FineTuningJson.Default.ObjectPageFineTuningCheckpointObject));

    private Task PageAsync(HttpContext context, int limit, Func<Job, PageQuery, Task> answer)
    {
        if (Find(context) is not { } job)
        {
            return NotFoundAsync(context);
        }

        var query = context.Request.Query;
        return PageQueryReader.TryRead(name => query[name], limit, MostListed, out var page, out var error) ? answer(job, page) : ErrorAnswer.WriteAsync(context, error);
    }

    /// <summary>A job of the caller's tenant.</summary>
    private Job? Find(HttpContext context) => jobs.Find(IdOf(context)) is { } job && job.Draft.Owner.Tenant == Caller.Of(context).Key.Tenant ? job : null;

    private static string IdOf(HttpContext context) => (string?)context.GetRouteValue("id") ?? "";

    private static Task NotFoundAsync(HttpContext context) => ErrorAnswer.WriteAsync(context, FineTuningErrors.NotFound(IdOf(context)));

    private static Task AnswerAsync(HttpContext context, Job job) => AnswerAsync(context, FineTuningObjects.Of(job), FineTuningJson.Default.FineTuningJobObject);

    private static Task AnswerAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> type) => JsonAnswer.WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(answer, type));
}
