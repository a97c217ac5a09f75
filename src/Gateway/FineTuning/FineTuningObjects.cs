using System.Text.Json;
using Protocol.FineTuning;
using State.Jobs;

namespace Gateway.FineTuning;

/// <summary>Jobs as OpenAI's clients know them.</summary>
internal static class FineTuningObjects
{
    private const string OwnOrganization = "org-installation";
    private static readonly JsonElement _noData = JsonDocument.Parse("{}").RootElement.Clone();

    /// <summary>A job.</summary>
    public static FineTuningJobObject Of(Job job) => new()
    {
        Id = job.Id,
        Model = job.Draft.Model,
        CreatedAt = job.CreatedAt.ToUnixTimeSeconds(),
        FinishedAt = job.FinishedAt?.ToUnixTimeSeconds(),
        FineTunedModel = job.Model,
        OrganizationId = job.Draft.Owner.Tenant is { } tenant ? "org-" + tenant : OwnOrganization,
        ResultFiles = job.ResultFile is { } file ? [file] : [],
        Status = StatusOf(job.Status),
        ValidationFile = job.Draft.ValidationFile,
        TrainingFile = job.Draft.TrainingFile,
        Hyperparameters = new FineTuningSettings(job.Draft.Settings.Epochs, job.Draft.Settings.BatchSize, job.Draft.Settings.RateMultiplier),
        TrainedTokens = job.Progress?.TrainedTokens,
        Error = job.Error is { } error ? new FineTuningErrorObject(error.Code, error.Message, error.Parameter) : null,
        Seed = job.Draft.Seed,
        EstimatedFinish = job.Progress?.EstimatedFinish?.ToUnixTimeSeconds(),
        Metadata = job.Draft.Metadata,
    };

    /// <summary>An event.</summary>
    public static FineTuningEventObject Of(JobEvent happened) => new(
        happened.Id,
        happened.At.ToUnixTimeSeconds(),
        happened.Level switch { JobEventLevel.Info => "info", JobEventLevel.Warn => "warn", JobEventLevel.Error => "error", _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.Level, "no such level") },
        happened.Message,
        happened.Data is null ? "message" : "metrics",
        happened.Data is { } data ? JsonElement.Parse(data) : _noData);

    /// <summary>A checkpoint.</summary>
    public static FineTuningCheckpointObject Of(Job job, JobCheckpoint checkpoint) => new(
        checkpoint.Id,
        checkpoint.At.ToUnixTimeSeconds(),
        job.Id,
        $"{job.Model ?? $"expert/{job.Draft.Expert}"}:ckpt-step-{checkpoint.Step}",
        checkpoint.Step,
        new FineTuningCheckpointObject.Figures(checkpoint.Step, checkpoint.Loss));

    private static string StatusOf(JobStatus status) => status switch
    {
        JobStatus.ValidatingFiles => "validating_files",
        JobStatus.Queued => "queued",
        JobStatus.Running => "running",
        JobStatus.Succeeded => "succeeded",
        JobStatus.Failed => "failed",
        JobStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no such status"),
    };
}
