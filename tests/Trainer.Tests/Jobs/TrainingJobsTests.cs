using Experts.Registry;
using Retrieval.Stores;
using State.Files;
using State.Jobs;
using Trainer.Backends;
using Trainer.Jobs;
using Trainer.Reporting;
using Trainer.Runs;
using Trainer.Stages;
using Trainer.Tests.Runs;
using Xunit;

namespace Trainer.Tests.Jobs;

/// <summary>A job from its order to its expert, on a domain of a few seconds.</summary>
public sealed class TrainingJobsTests : IAsyncLifetime
{
    private static readonly FileOwner _owner = new("key_1", null);

    private SmallDomain _domain = null!; // made before each test

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private FileStore Files => FileStore.Open(Path.Combine(_domain.Data, "files"), FileStoreLimits.Default, TimeProvider.System);

    private JobStore Store => JobStore.Open(Path.Combine(_domain.Data, "jobs.db"), TimeProvider.System);

    public async ValueTask InitializeAsync() => _domain = await SmallDomain.CreateAsync(30_000, Stop);

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _domain.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_job_becomes_a_registered_expert_with_its_report()
    {
        var (pairs, questions) = (await UploadAsync(_domain.Pairs), await UploadAsync(_domain.Tests));
        var job = Store.Create(Draft() with { TrainingFile = pairs, ValidationFile = questions }, hasFiles: true);

        await WorkAsync();

        var done = Store.Find(job.Id)!;
        Assert.True(done.Status == JobStatus.Succeeded, done.Error?.Message);
        var version = new ExpertRegistry(Path.Combine(_domain.Data, "registry"), TimeProvider.System).Resolve(SmallDomain.Name, done.Model!.Split('@')[1])!;
        Assert.True(File.Exists(Path.Combine(version.Folder, ReportFiles.Json)));
        Assert.Equal(FilePurposes.FineTuneResults, Files.Find(done.ResultFile!)!.Purpose);
        Assert.True(done.Progress!.TrainedTokens >= 30_000);
        Assert.Contains(Store.Events(job.Id, null, 100), happened => happened.Message.Contains("training loss", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Flaws_fail_the_job_before_anything_is_trained()
    {
        var pairs = await UploadAsync(_domain.Pairs);
        Job[] jobs =
        [
            Store.Create(Draft() with { TrainingFile = "file-gone" }, true),
            Store.Create(Draft() with { TrainingFile = pairs, ValidationFile = await UploadAsync(_domain.Recipe) }, true),
            Store.Create(Draft() with { TrainingFile = pairs, Settings = new JobSettings(3, null, null) }, true),
            Store.Create(Draft() with { TrainingFile = "domain:tea", Model = "expert/tea" }, false),
        ];

        await WorkAsync();

        Assert.Equal(["file_not_found", "invalid_validation_file", "unsupported_hyperparameter", "model_not_trainable"], jobs.Select(job => Store.Find(job.Id)!.Error?.Code));
        Assert.Empty(new RunStore(Path.Combine(_domain.Data, "training"), TimeProvider.System).List(null));
    }

    private static JobDraft Draft() => new() { Owner = _owner, Model = "scratch", Expert = SmallDomain.Name, TrainingFile = "", Seed = 7 };

    private async Task<string> UploadAsync(string path)
    {
        await using var content = File.OpenRead(path);
        return (await Files.AddAsync(new FileDraft(Path.GetFileName(path), FilePurposes.FineTune, _owner, null), content, Stop)).File!.Id;
    }

    private Task<int> WorkAsync()
    {
        var settings = new WorkerSettings { UntilEmpty = true, Heartbeat = TimeSpan.FromMilliseconds(20) };
        var services = new RunServices(
            new RunStore(Path.Combine(_domain.Data, "training"), TimeProvider.System), new ExpertRegistry(Path.Combine(_domain.Data, "registry"), TimeProvider.System),
            DocumentStore.Open(Path.Combine(_domain.Data, "retrieval.db"), TimeProvider.System), new OnnxTrainingBackend(), TimeProvider.System);
        var jobs = new TrainingJobs(services, Files, RunJson.Read<Recipe>(_domain.Recipe));
        return new JobWorker(JobQueue.Open(Path.Combine(_domain.Data, "jobs.db"), settings.Lease, TimeProvider.System), jobs.Run, settings, TimeProvider.System, () => 0).WorkAsync(_ => { }, Stop);
    }
}
