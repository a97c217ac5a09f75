using State.Files;
using State.Jobs;
using Support;
using Xunit;

namespace State.Tests.Jobs;

public sealed class JobQueueTests : IDisposable
{
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();

    private JobStore Store => JobStore.Open(_folder["jobs.db"], _time);

    private JobQueue Queue => JobQueue.Open(_folder["jobs.db"], _lease, _time);

    [Fact]
    public void A_job_goes_from_its_order_to_its_end_and_tells_of_it()
    {
        var job = Store.Create(Draft(), hasFiles: true);
        Assert.Equal(JobStatus.ValidatingFiles, job.Status);

        var lease = Queue.TryTake()!;
        Queue.Advance(lease, JobStatus.Queued, "Files validated, moving job to queued state");
        Queue.Advance(lease, JobStatus.Running, "Fine-tuning job started");
        Queue.Renew(lease, new JobProgress(1_000, _time.GetUtcNow().AddMinutes(2)));
        Queue.Checkpoint(lease, 100, 0.5);
        Assert.True(Queue.Succeed(lease, "expert/merrow@1f3a", "file-1", 2_000));

        var done = Store.Find(job.Id)!;
        Assert.Equal((JobStatus.Succeeded, "expert/merrow@1f3a", "file-1", 2_000L, 1), (done.Status, done.Model, done.ResultFile, done.Progress!.TrainedTokens, done.Attempts));
        Assert.NotNull(done.FinishedAt);
        Assert.Equal(
            ["New fine-tuned model created: expert/merrow@1f3a", "Fine-tuning job started", "Files validated, moving job to queued state", $"Created fine-tuning job: {job.Id}"],
            Store.Events(job.Id, null, 10).Select(happened => happened.Message));
        Assert.Equal((100L, 0.5), (Store.Checkpoints(job.Id, null, 10)[0].Step, Store.Checkpoints(job.Id, null, 10)[0].Loss));
        Assert.Null(Queue.TryTake());
    }

    [Fact]
    public void Everything_that_was_ordered_is_remembered()
    {
        var draft = Draft() with
        {
            ValidationFile = "file-2", Suffix = "claims", Seed = long.MaxValue, Settings = new JobSettings(3, 8, 0.5),
            Metadata = new Dictionary<string, string> { ["team"] = "claims \"north\"" },
        };

        var found = Store.Find(Store.Create(draft, hasFiles: false).Id)!;

        Assert.Equal(draft with { Metadata = found.Draft.Metadata }, found.Draft);
        Assert.Equal(draft.Metadata, found.Draft.Metadata);
        Assert.Equal(JobStatus.Queued, found.Status);
    }

    [Fact]
    public void The_oldest_job_comes_first_and_one_trainer_gets_it()
    {
        var (first, second) = (Store.Create(Draft(), false), Store.Create(Draft(), false));

        Assert.Equal(first.Id, Queue.TryTake()!.Job.Id);
        Assert.Equal(second.Id, Queue.TryTake()!.Job.Id);
        Assert.Null(Queue.TryTake());
    }

    [Fact]
    public void A_killed_trainers_job_is_taken_up_again_and_the_dead_one_changes_nothing_more()
    {
        var job = Store.Create(Draft(), false);
        var dead = Queue.TryTake()!;
        Queue.Advance(dead, JobStatus.Running, "started");
        _time.Advance(_lease);

        var heir = Queue.TryTake()!;

        Assert.Equal((job.Id, true, 2), (heir.Job.Id, heir.IsResumed, heir.Job.Attempts));
        Assert.False(Queue.Renew(dead, null) || Queue.Succeed(dead, "expert/x@1", null, 1) || Queue.Tell(dead, JobEventLevel.Info, "still here", null) || Queue.Fail(dead, new JobError("c", "m", null)));
        Assert.True(Queue.Renew(heir, null));
        Assert.Equal(JobStatus.Running, Store.Find(job.Id)!.Status);
    }

    [Fact]
    public void A_renewed_lease_lasts()
    {
        Store.Create(Draft(), false);
        var lease = Queue.TryTake()!;

        for (var i = 0; i < 5; i++)
        {
            _time.Advance(_lease * 0.9);
            Assert.True(Queue.Renew(lease, null));
        }

        Assert.Null(Queue.TryTake());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cancelled_job_is_over_at_once_and_its_trainer_learns_it(bool isRunning)
    {
        var job = Store.Create(Draft(), false);
        var lease = isRunning ? Queue.TryTake() : null;

        var cancelled = Store.Cancel(job.Id)!;

        Assert.Equal(JobStatus.Cancelled, cancelled.Status);
        Assert.NotNull(cancelled.FinishedAt);
        Assert.False(lease is not null && Queue.Renew(lease, null));
        Assert.Null(Queue.TryTake());
        Assert.Null(Store.Cancel("ftjob-none"));
    }

    [Fact]
    public void A_job_that_is_over_cannot_be_cancelled()
    {
        var job = Store.Create(Draft(), false);
        Queue.Fail(Queue.TryTake()!, new JobError("invalid_training_file", "Line 3 is no pair.", "training_file"));

        Assert.Equal(JobStatus.Failed, Store.Cancel(job.Id)!.Status);
        Assert.Equal(new JobError("invalid_training_file", "Line 3 is no pair.", "training_file"), Store.Find(job.Id)!.Error);
        Assert.Equal(JobEventLevel.Error, Store.Events(job.Id, null, 1)[0].Level);
    }

    [Fact]
    public void A_job_that_kills_its_trainers_is_given_up()
    {
        var job = Store.Create(Draft(), false);
        for (var attempt = 0; attempt < JobQueue.MostAttempts; attempt++)
        {
            Assert.NotNull(Queue.TryTake());
            _time.Advance(_lease);
        }

        Assert.Null(Queue.TryTake());
        Assert.Equal("attempts_exhausted", Store.Find(job.Id)!.Error!.Code);
    }

    [Fact]
    public void A_job_that_is_given_back_is_next_and_costs_no_attempt()
    {
        var job = Store.Create(Draft(), false);
        Store.Create(Draft(), false);
        var lease = Queue.TryTake()!;
        Queue.Advance(lease, JobStatus.Running, "started");

        Queue.GiveBack(lease, "The time window closed.");
        var again = Queue.TryTake()!;

        Assert.Equal((job.Id, true, 1), (again.Job.Id, again.IsResumed, again.Job.Attempts));
    }

    [Fact]
    public void A_repeated_checkpoint_is_kept_once()
    {
        var job = Store.Create(Draft(), false);
        var lease = Queue.TryTake()!;

        Queue.Checkpoint(lease, 100, 0.5);
        Queue.Checkpoint(lease, 200, 0.4);
        Queue.Checkpoint(lease, 100, 0.45);

        Assert.Equal([(200L, 0.4), (100L, 0.45)], Store.Checkpoints(job.Id, null, 10).OrderByDescending(checkpoint => checkpoint.Step).Select(checkpoint => (checkpoint.Step, checkpoint.Loss)));
    }

    [Fact]
    public void Pages_of_jobs_and_events_follow_each_other()
    {
        List<string> ids = [.. Enumerable.Range(0, 5).Select(_ => Store.Create(Draft(), false).Id)];
        var query = new JobQuery { Tenant = null, Limit = 2 };

        var first = Store.List(query);
        var second = Store.List(query with { After = first[^1].Id });

        Assert.Equal([ids[4], ids[3]], first.Select(job => job.Id));
        Assert.Equal([ids[2], ids[1]], second.Select(job => job.Id));
        Assert.Empty(Store.List(query with { After = "ftjob-none" }));
        Assert.Empty(Store.Events(ids[0], Store.Events(ids[0], null, 1)[0].Id, 10));
        Assert.Empty(Store.Events(ids[0], "nonsense", 10));
    }

    [Fact]
    public void Tenants_and_notes_filter()
    {
        var (mine, theirs) = (Draft() with { Metadata = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } }, Draft() with { Owner = new FileOwner("key_2", "north") });
        Store.Create(mine, false);
        Store.Create(theirs, false);
        Store.Create(Draft(), false);

        Assert.Equal(2, Store.List(new JobQuery { Tenant = null, Limit = 10 }).Count);
        Assert.Equal("key_2", Assert.Single(Store.List(new JobQuery { Tenant = "north", Limit = 10 })).Draft.Owner.KeyId);
        Assert.Equal(mine.Metadata, Assert.Single(Store.List(Filtered(("a", "1")))).Draft.Metadata);
        Assert.Empty(Store.List(Filtered(("a", "1"), ("b", "3"))));
        Assert.Empty(Assert.Single(Store.List(Filtered())).Draft.Metadata);
    }

    [Fact]
    public void A_foreign_file_is_refused()
    {
        File.WriteAllText(_folder["jobs.db"], "this is no database, and it is longer than a header of SQLite would be, which has one hundred bytes.");

        Assert.Contains("jobs.db", Assert.Throws<JobStoreException>(() => Store).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static JobQuery Filtered(params (string Key, string Value)[] notes) => new() { Tenant = null, Limit = 10, Metadata = notes.ToDictionary(note => note.Key, note => note.Value) };

    private static JobDraft Draft() => new() { Owner = new FileOwner("key_1", null), Model = "expert/merrow", Expert = "merrow", TrainingFile = "file-1", Seed = 7 };
}
