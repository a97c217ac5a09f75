using System.Collections.Concurrent;

namespace Audit.Log;

/// <summary>Entries that nobody uses now; at most <see cref="Bound"/>, the rest is left to the collector.</summary>
internal sealed class PendingPool
{
    private const int Bound = 256;
    private readonly ConcurrentQueue<PendingEntry> free = new();
    private readonly Action<PendingEntry> giveBack;
    private readonly Action? onAwaited;
    private int count;

    public PendingPool(Action? onAwaited) => (giveBack, this.onAwaited) = (GiveBack, onAwaited);

    public PendingEntry Rent()
    {
        if (!free.TryDequeue(out PendingEntry? entry))
            return new PendingEntry(giveBack, onAwaited);
        Interlocked.Decrement(ref count);
        return entry;
    }

    public void GiveBack(PendingEntry entry)
    {
        entry.Clear();
        if (Interlocked.Increment(ref count) <= Bound)
            free.Enqueue(entry);
        else
            Interlocked.Decrement(ref count);
    }
}
