using System.Collections.Concurrent;

namespace Audit.Log;

/// <summary>
/// The thread that waits for the disk. Group commit (durability power) writes and flushes here; with durability process only
/// the periodic flush does. A thread of its own, because a pool thread that sits in fsync is missed by every request.
/// </summary>
internal sealed class LogThread : IAsyncDisposable
{
    private readonly AppendCombiner combiner;
    private readonly Checkpointer checkpointer;
    private readonly AutoResetEvent wake = new(false); // never disposed: a late append may still set it
    private readonly ITimer timer;
    private readonly ConcurrentQueue<TaskCompletionSource> requests = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int isAwake;
    private volatile bool isTicked;
    private volatile bool isStopping;

    public LogThread(AppendCombiner combiner, Checkpointer checkpointer, TimeProvider time, TimeSpan interval)
    {
        (this.combiner, this.checkpointer) = (combiner, checkpointer);
        timer = time.CreateTimer(_ => Tick(), null, interval, interval);
        new Thread(Run) { IsBackground = true, Name = "audit-log" }.Start();
    }

    /// <summary>Says that something is queued; cheap when the thread is awake already.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref isAwake, 1) == 0)
            wake.Set();
    }

    /// <summary>Completes when everything appended before is on disk under a tree head.</summary>
    public Task CheckpointAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource request = new(TaskCreationOptions.RunContinuationsAsynchronously);
        requests.Enqueue(request);
        Wake();
        return request.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets the thread do its last work and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync();
        isStopping = true;
        Wake();
        await ended.Task;
    }

    private void Tick()
    {
        isTicked = true;
        Wake();
    }

    private void Run()
    {
        bool stop;
        do
        {
            wake.WaitOne();
            Interlocked.Exchange(ref isAwake, 0);
            stop = isStopping;
            combiner.Drive();
            Checkpoint(stop);
        }
        while (!stop);
        ended.SetResult();
    }

    private void Checkpoint(bool isLast)
    {
        List<TaskCompletionSource> answered = [];
        while (requests.TryDequeue(out TaskCompletionSource? request))
            answered.Add(request);
        bool isDue = isTicked;
        isTicked = false;
        bool headNow = isLast || answered.Count > 0;
        if (!isDue && !headNow)
            return;
        try
        {
            checkpointer.Run(headNow);
            answered.ForEach(request => request.SetResult());
        }
        catch (AuditUnavailableException e)
        {
            answered.ForEach(request => request.SetException(e));
        }
    }
}
