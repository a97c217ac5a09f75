// The client's fine-tuning part is marked as experimental; what it sends is OpenAI's published interface.
#pragma warning disable OPENAI001
using System.ClientModel;
using Gateway.Tests.Running;
using OpenAI;
using OpenAI.Files;
using OpenAI.FineTuning;
using State.Jobs;
using Xunit;

namespace Gateway.Tests.FineTuning;

/// <summary>The official client for .NET uploads a file, orders a training, watches it and calls another off.</summary>
public sealed class OfficialClientTests : IAsyncLifetime
{
    private readonly HostedGateway _gateway = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _gateway.StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_training_from_upload_to_model()
    {
        var client = Client();
        OpenAIFile file = await client.GetOpenAIFileClient().UploadFileAsync(BinaryData.FromString("{}"), "pairs.jsonl", FileUploadPurpose.FineTune);
        var tuning = client.GetFineTuningClient();

        var job = await tuning.FineTuneAsync("scratch", file.Id, waitUntilCompleted: false, new FineTuningOptions { Suffix = "claims", Seed = 7 }, Stop);

        Assert.Equal(("validating_files", "scratch"), (job.Status.ToString(), job.BaseModel));
        Finish();
        await job.UpdateStatusAsync(Stop);
        Assert.Equal(("succeeded", "expert/claims@1f3a"), (job.Status.ToString(), job.Value));
        var events = new List<string>();
        await foreach (var happened in job.GetEventsAsync(new GetEventsOptions(), Stop))
        {
            events.Add(happened.Message);
        }

        Assert.Contains("New fine-tuned model created: expert/claims@1f3a", events);
        await foreach (var checkpoint in job.GetCheckpointsAsync(new GetCheckpointsOptions(), Stop))
        {
            Assert.Equal(10, checkpoint.StepNumber);
        }
    }

    [Fact]
    public async Task Jobs_are_listed_and_cancelled()
    {
        var client = Client();
        OpenAIFile file = await client.GetOpenAIFileClient().UploadFileAsync(BinaryData.FromString("{}"), "pairs.jsonl", FileUploadPurpose.FineTune);
        var tuning = client.GetFineTuningClient();
        var job = await tuning.FineTuneAsync("scratch", file.Id, waitUntilCompleted: false, new FineTuningOptions { Suffix = "claims" }, Stop);

        await job.CancelAndUpdateAsync(Stop);

        Assert.Equal("cancelled", job.Status.ToString());
        var listed = new List<string>();
        await foreach (var found in tuning.GetJobsAsync(new FineTuningJobCollectionOptions(), Stop))
        {
            listed.Add(found.JobId);
        }

        Assert.Equal([job.JobId], listed);
    }

    [Fact]
    public async Task A_wrong_order_is_an_exception_with_our_reason()
    {
        var problem = await Assert.ThrowsAsync<ClientResultException>(() => Client().GetFineTuningClient().FineTuneAsync("gpt-4o-mini", "file-none", false, new FineTuningOptions { Suffix = "x" }, Stop));

        Assert.Equal(404, problem.Status);
        Assert.Contains("model_not_found", problem.Message, StringComparison.Ordinal);
    }

    private OpenAIClient Client() => new(new ApiKeyCredential(HostedGateway.AdminKey), new OpenAIClientOptions { Endpoint = new Uri(_gateway.Address, "/v1") });

    private void Finish()
    {
        var queue = JobQueue.Open(Path.Combine(_gateway.Folder, "jobs.db"), TimeSpan.FromMinutes(1), TimeProvider.System);
        var lease = queue.TryTake()!;
        queue.Advance(lease, JobStatus.Running, "Fine-tuning job started");
        queue.Checkpoint(lease, 10, 0.5);
        queue.Succeed(lease, "expert/claims@1f3a", null, 2_000);
    }
}
