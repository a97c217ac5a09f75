using State.Jobs;

namespace Trainer.Jobs;

/// <summary>Works off the queue, one job at a time, within a time window and a memory bound.</summary>
/// <param name="queue">Of the installation.</param>
/// <param name="run">Does a job.</param>
/// <param name="settings">Window, bound and pauses.</param>
/// <param name="time">Clock.</param>
/// <param name="memory">Bytes of memory that the process takes now.</param>
internal sealed class JobWorker(JobQueue queue, JobRun run, WorkerSettings settings, TimeProvider time, Func<long> memory)
{
    /// <summary>Why a job was left before its end.</summary>
    private enum Leaving
    {
        Nothing,
        LostLease,
        WindowClosed,
        TooMuchMemory,
    }

    /// <summary>Works until it is stopped; what runs then is given back and goes on later.</summary>
    /// <param name="log">Told about each job in a line.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Jobs that came to an end.</returns>
    public async Task<int> WorkAsync(Action<string> log, CancellationToken stop)
    {
        var ended = 0;
        while (!stop.IsCancellationRequested)
        {
            var lease = settings.Window.Holds(time.GetLocalNow()) ? queue.TryTake() : null;
            if (lease is not null)
            {
                ended += await DoAsync(lease, log, stop) ? 1 : 0;
            }
            else if (settings.UntilEmpty)
            {
                break;
            }
            else
            {
                await PauseAsync(settings.Pause, stop);
            }
        }

        return ended;
    }

    /// <summary>Whether the job came to an end, well or not.</summary>
    private async Task<bool> DoAsync(JobLease lease, Action<string> log, CancellationToken stop)
    {
        log($"{lease.Job.Id}: {(lease.IsResumed ? "goes on" : "taken up")} ({lease.Job.Draft.Model}, {lease.Job.Draft.TrainingFile})");
        var publisher = new JobPublisher(queue, lease, time);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watching = WatchAsync(publisher, leaving);
        var work = WorkOnAsync(lease, publisher, leaving.Token);
        try
        {
            await Task.WhenAny(work, watching);
            await leaving.CancelAsync();
            var result = await work;
            publisher.Publish();
            return End(lease, result, log);
        }
        catch (OperationCanceledException)
        {
            return Leave(lease, await watching, log);
        }
        catch (JobException problem)
        {
            return Fail(lease, problem.Error, log);
        }
        catch (Exception problem) // Whatever a training throws ends that job, not the service.
        {
            return Fail(lease, new JobError("training_failed", problem.Message, null), log);
        }
        finally
        {
            await ((Task)watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<JobResult> WorkOnAsync(JobLease lease, JobPublisher publisher, CancellationToken cancellationToken)
    {
        if (lease.Job.Status == JobStatus.ValidatingFiles)
        {
            await run.Validate(lease.Job, cancellationToken);
            queue.Advance(lease, JobStatus.Queued, "Files validated, moving job to queued state");
        }

        if (lease.Job.Status != JobStatus.Running)
        {
            queue.Advance(lease, JobStatus.Running, "Fine-tuning job started");
        }

        return await run.Train(lease.Job, publisher, cancellationToken);
    }

    /// <summary>Publishes, and says when the work has to be left. Ends when the work does.</summary>
    private async Task<Leaving> WatchAsync(JobPublisher publisher, CancellationTokenSource ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await PauseAsync(settings.Heartbeat, ended.Token);
            var why = Look(publisher);
            if (why != Leaving.Nothing)
            {
                return why;
            }
        }

        return Leaving.Nothing;
    }

    private Leaving Look(JobPublisher publisher) =>
        !publisher.Publish() ? Leaving.LostLease
        : settings.MemoryBytes > 0 && memory() > settings.MemoryBytes ? Leaving.TooMuchMemory
        : !settings.Window.Holds(time.GetLocalNow()) ? Leaving.WindowClosed
        : Leaving.Nothing;

    private bool End(JobLease lease, JobResult result, Action<string> log)
    {
        var isOurs = queue.Succeed(lease, result.Model, result.ResultFile, result.TrainedTokens);
        log(isOurs ? $"{lease.Job.Id}: {result.Model}" : $"{lease.Job.Id}: done, but it was cancelled or taken over meanwhile; {result.Model} stays in the registry");
        return isOurs;
    }

    private bool Leave(JobLease lease, Leaving why, Action<string> log)
    {
        switch (why)
        {
            case Leaving.TooMuchMemory:
                return Fail(lease, new JobError("memory_bound", $"The training took more than the {settings.MemoryBytes:N0} bytes that this trainer allows. Choose a smaller model or batch, or allow more.", null), log);
            case Leaving.LostLease:
                log($"{lease.Job.Id}: cancelled, or taken over by another trainer");
                return false;
            case Leaving.WindowClosed:
                return GiveBack(lease, $"The time window {settings.Window} closed; the job goes on when it opens.", log);
            case Leaving.Nothing:
            default:
                return GiveBack(lease, "The trainer was stopped; the job goes on when one runs again.", log);
        }
    }

    private bool GiveBack(JobLease lease, string why, Action<string> log)
    {
        queue.GiveBack(lease, why);
        log($"{lease.Job.Id}: {why}");
        return false;
    }

    private bool Fail(JobLease lease, JobError error, Action<string> log)
    {
        queue.Fail(lease, error);
        log($"{lease.Job.Id}: failed: {error.Message}");
        return true;
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
