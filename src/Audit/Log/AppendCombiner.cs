namespace Audit.Log;

/// <summary>
/// Flat combining: an append that finds nobody writing becomes the writer of everything queued, and completes the others'
/// tasks. The writer's role is one compare-and-swap; nobody ever blocks for it on the way of a request, and in the common
/// case an append costs no change of threads.
/// </summary>
internal sealed class AppendCombiner(BatchWriter writer, int bound)
{
    private readonly PendingQueue queue = new();
    private int waiting;
    private int writing;
    private int isWanted;
    private volatile AuditUnavailableException? closed;

    /// <summary>Queues an entry; false when too many are waiting already.</summary>
    public bool TryPush(PendingEntry entry)
    {
        if (Interlocked.Increment(ref waiting) > bound)
        {
            Interlocked.Decrement(ref waiting);
            return false;
        }

        queue.Push(entry);
        if (closed is { } reason)
            FaultQueued(reason);
        return true;
    }

    /// <summary>
    /// Writes what is queued unless somebody else is at it, who will then write this as well. Goes on only as long as
    /// somebody else asks: entries that nobody waits for yet stay queued, so that they go to disk together.
    /// </summary>
    public void Drive()
    {
        Interlocked.Exchange(ref isWanted, 1);
        while (Volatile.Read(ref isWanted) == 1 && TryTakeRole())
        {
            Interlocked.Exchange(ref isWanted, 0); // before the queue is emptied: whoever asks after this is seen below
            PendingEntry? batch = queue.TakeAll();
            if (batch is not null)
                writer.Write(batch);
            LeaveRole();
            Complete(batch);
        }
    }

    /// <summary>Waits for the writer's role and does something with it; for the flushing thread only.</summary>
    public T Exclusively<T>(Func<BatchWriter, T> action)
    {
        SpinWait spin = default;
        while (!TryTakeRole())
            spin.SpinOnce();
        try
        {
            return action(writer);
        }
        finally
        {
            LeaveRole();
            Drive();
        }
    }

    /// <summary>Takes the writer's role for good and faults everything queued now or later.</summary>
    public void Close(AuditUnavailableException reason)
    {
        SpinWait spin = default;
        while (!TryTakeRole())
            spin.SpinOnce();
        closed = reason;
        FaultQueued(reason);
    }

    private bool TryTakeRole() => Interlocked.CompareExchange(ref writing, 1, 0) == 0;

    // A full fence: whether somebody asked is looked at only after the role is free, so nobody who found it taken is left behind.
    private void LeaveRole() => Interlocked.Exchange(ref writing, 0);

    private void FaultQueued(AuditUnavailableException reason)
    {
        PendingEntry? batch = queue.TakeAll();
        for (PendingEntry? entry = batch; entry is not null; entry = entry.Next)
            entry.Fault = reason;
        Complete(batch);
    }

    private void Complete(PendingEntry? entry)
    {
        while (entry is not null)
        {
            PendingEntry? next = entry.Next; // the entry may be in use again once it is complete
            Interlocked.Decrement(ref waiting);
            entry.Complete();
            entry = next;
        }
    }
}
