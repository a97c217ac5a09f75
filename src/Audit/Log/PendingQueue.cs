namespace Audit.Log;

/// <summary>
/// Entries waiting for the writer: any thread pushes, whoever is the writer takes all at once. A linked stack, so a push is
/// one compare-and-swap and allocates nothing; taking the whole stack leaves no room for the ABA problem.
/// </summary>
internal sealed class PendingQueue
{
    private PendingEntry? newest;

    public void Push(PendingEntry entry)
    {
        PendingEntry? seen = Volatile.Read(ref newest);
        while (true)
        {
            entry.Next = seen;
            PendingEntry? found = Interlocked.CompareExchange(ref newest, entry, seen);
            if (found == seen)
                return;
            seen = found;
        }
    }

    /// <summary>Everything pushed so far, oldest first, linked by <see cref="PendingEntry.Next"/>; null when there is nothing.</summary>
    public PendingEntry? TakeAll()
    {
        PendingEntry? entry = Interlocked.Exchange(ref newest, null);
        PendingEntry? oldest = null;
        while (entry is not null)
            (entry.Next, oldest, entry) = (oldest, entry, entry.Next);
        return oldest;
    }
}
