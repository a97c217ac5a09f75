using State.Files;
using State.Jobs;
using Support;
using Trainer.Jobs;
using Xunit;

namespace Trainer.Tests.Jobs;

public sealed class JobWorkerTests : IDisposable
{
    private static readonly WorkerSettings _settings = new()
    {
        Pause = TimeSpan.FromMilliseconds(1), Heartbeat = TimeSpan.FromMilliseconds(1), Lease = TimeSpan.FromMinutes(1), UntilEmpty = true,
    };

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly List<string> _log = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private JobStore Store => JobStore.Open(_folder["jobs.db"], _time);

    private JobQueue Queue => JobQueue.Open(_folder["jobs.db"], _settings.Lease, _time);

    [Fact]
    public async Task Jobs_are_done_one_after_the_other_oldest_first()
    {
        var (first, second) = (Create(), Create());
        var (running, most, order) = (0, 0, new List<string>());

        var ended = await Worker(async (job, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            order.Add(job.Id);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return new JobResult($"expert/merrow@{order.Count}", null, 5);
        }).WorkAsync(_log.Add, Stop);

        Assert.Equal((2, 1), (ended, most));
        Assert.Equal([first.Id, second.Id], order);
        Assert.Equal((JobStatus.Succeeded, "expert/merrow@1", 5L), (Store.Find(first.Id)!.Status, Store.Find(first.Id)!.Model, Store.Find(first.Id)!.Progress!.TrainedTokens));
    }

    [Fact]
    public async Task Phases_figures_and_checkpoints_are_published()
    {
        var job = Create();

        await Worker(async (_, signs, _) =>
        {
            signs.Report(new JobSigns("corpus", 0, 0, 0, null, null));
            await Seen(job.Id, "corpus");
            signs.Report(new JobSigns("training knowledge", 10, 20, 6_000, 0.5, TimeSpan.FromMinutes(1)));
            await Seen(job.Id, "training loss=0.5000");
            Assert.Equal(_time.GetUtcNow().AddMinutes(1), Store.Find(job.Id)!.Progress!.EstimatedFinish);
            signs.Report(new JobSigns("training knowledge", 20, 20, 12_000, 0.25, null));
            return new JobResult("expert/m@1", null, 12_000);
        }).WorkAsync(_log.Add, Stop);

        var events = Store.Events(job.Id, null, 100).Select(happened => happened.Message).Reverse().ToList();
        Assert.Equal(["Files validated, moving job to queued state", "Fine-tuning job started", "corpus", "training knowledge", "Step 10/20: training loss=0.5000", "Step 20/20: training loss=0.2500", "New fine-tuned model created: expert/m@1"], events[1..]);
        Assert.Equal([20L, 10L], Store.Checkpoints(job.Id, null, 10).Select(checkpoint => checkpoint.Step));
        Assert.Contains("\"train_loss\":0.25", Store.Events(job.Id, null, 2)[1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flaw_in_a_file_fails_the_job_before_it_is_trained()
    {
        var job = Create();
        var run = new JobRun((_, _) => throw new JobException(new JobError("invalid_training_file", "Line 2 is no pair.", "training_file")), (_, _, _) => throw new InvalidOperationException("must not run"));

        await new JobWorker(Queue, run, _settings, _time, () => 0).WorkAsync(_log.Add, Stop);

        Assert.Equal(new JobError("invalid_training_file", "Line 2 is no pair.", "training_file"), Store.Find(job.Id)!.Error);
    }

    [Fact]
    public async Task A_training_that_throws_ends_its_job_and_not_the_service()
    {
        var (bad, good) = (Create(), Create());

        await Worker((job, _, _) => job.Id == bad.Id ? throw new InvalidOperationException("loss is NaN") : Task.FromResult(new JobResult("expert/m@1", null, 1))).WorkAsync(_log.Add, Stop);

        Assert.Equal(("training_failed", "loss is NaN"), (Store.Find(bad.Id)!.Error!.Code, Store.Find(bad.Id)!.Error!.Message));
        Assert.Equal(JobStatus.Succeeded, Store.Find(good.Id)!.Status);
    }

    [Fact]
    public async Task A_cancelled_job_stops()
    {
        var job = Create();

        var ended = await Worker(async (_, _, cancellationToken) =>
        {
            Store.Cancel(job.Id);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new JobResult("never", null, 0);
        }).WorkAsync(_log.Add, Stop);

        Assert.Equal((0, JobStatus.Cancelled), (ended, Store.Find(job.Id)!.Status));
    }

    [Fact]
    public async Task A_stopped_trainer_gives_its_job_back_and_the_next_goes_on()
    {
        var job = Create();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await Worker(async (_, _, cancellationToken) =>
        {
            await stopping.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new JobResult("never", null, 0);
        }).WorkAsync(_log.Add, stopping.Token);
        Assert.Equal(JobStatus.Running, Store.Find(job.Id)!.Status);

        await Worker((_, _, _) => Task.FromResult(new JobResult("expert/m@1", null, 1))).WorkAsync(_log.Add, Stop);

        Assert.Equal((JobStatus.Succeeded, 1), (Store.Find(job.Id)!.Status, Store.Find(job.Id)!.Attempts));
        Assert.Contains(_log, line => line.Contains("goes on (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_killed_trainers_job_goes_on_without_being_checked_again()
    {
        var job = Create();
        var killed = Queue.TryTake()!;
        Queue.Advance(killed, JobStatus.Running, "started");
        _time.Advance(_settings.Lease);
        var run = new JobRun((_, _) => throw new InvalidOperationException("it was checked before"), (_, _, _) => Task.FromResult(new JobResult("expert/m@1", null, 1)));

        await new JobWorker(Queue, run, _settings, _time, () => 0).WorkAsync(_log.Add, Stop);

        Assert.Equal((JobStatus.Succeeded, 2), (Store.Find(job.Id)!.Status, Store.Find(job.Id)!.Attempts));
    }

    [Fact]
    public async Task A_job_that_takes_too_much_memory_fails()
    {
        var job = Create();
        var run = new JobRun((_, _) => Task.CompletedTask, async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new JobResult("never", null, 0);
        });

        await new JobWorker(Queue, run, _settings with { MemoryBytes = 1_000 }, _time, () => 1_001).WorkAsync(_log.Add, Stop);

        Assert.Equal("memory_bound", Store.Find(job.Id)!.Error!.Code);
    }

    [Fact]
    public async Task Nothing_is_taken_up_outside_the_window_and_what_runs_is_given_back_when_it_closes()
    {
        var job = Create();
        var night = TimeWindow.Parse("22:00-06:00"); // the manual clock stands at noon
        Assert.Equal(0, await Worker((_, _, _) => Task.FromResult(new JobResult("never", null, 0)), night).WorkAsync(_log.Add, Stop));
        Assert.Equal(JobStatus.ValidatingFiles, Store.Find(job.Id)!.Status);

        var noon = _time.GetLocalNow().TimeOfDay;
        var hour = new TimeWindow(TimeOnly.FromTimeSpan(noon), TimeOnly.FromTimeSpan(noon).AddHours(1));
        await Worker(async (_, _, cancellationToken) =>
        {
            _time.Advance(TimeSpan.FromHours(1));
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new JobResult("never", null, 0);
        }, hour).WorkAsync(_log.Add, Stop);

        Assert.Equal(JobStatus.Running, Store.Find(job.Id)!.Status);
        Assert.Contains("window", Store.Events(job.Id, null, 1)[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("22:00-06:00", "23:30", true)]
    [InlineData("22:00-06:00", "05:59", true)]
    [InlineData("22:00-06:00", "06:00", false)]
    [InlineData("22:00-06:00", "12:00", false)]
    [InlineData("09:00-17:00", "09:00", true)]
    [InlineData("09:00-17:00", "17:00", false)]
    [InlineData("00:00-00:00", "12:00", true)]
    public void A_window_holds_its_hours(string window, string time, bool holds)
    {
        var local = new DateTimeOffset(DateOnly.FromDayNumber(739_000), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(2));

        Assert.Equal(holds, TimeWindow.Parse(window).Holds(local));
    }

    [Theory]
    [InlineData("at night")]
    [InlineData("22:00")]
    [InlineData("22-06")]
    [InlineData("25:00-06:00")]
    public void What_is_no_window_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => TimeWindow.Parse(text));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private Job Create() => Store.Create(new JobDraft { Owner = new FileOwner("key_1", null), Model = "expert/merrow", Expert = "merrow", TrainingFile = "file-1", Seed = 7 }, hasFiles: true);

    private JobWorker Worker(Func<Job, IProgress<JobSigns>, CancellationToken, Task<JobResult>> train, TimeWindow window = default) =>
        new(Queue, new JobRun((_, _) => Task.CompletedTask, train), _settings with { Window = window }, _time, () => 0);

    /// <summary>Waits until the worker's next sign of life has told something.</summary>
    private async Task Seen(string job, string message)
    {
        while (!Store.Events(job, null, 100).Any(happened => happened.Message.Contains(message, StringComparison.Ordinal)))
        {
            Stop.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
