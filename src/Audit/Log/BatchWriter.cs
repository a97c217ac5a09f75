using Audit.Files;
using Audit.Merkle;

namespace Audit.Log;

/// <summary>
/// Puts batches of entries at the end of the log, content before the entries that refer to it. A batch that fails is taken
/// back whole, in memory and on disk, so the next one finds a sound log. Used by whoever holds the writer's role, one at a time.
/// </summary>
internal sealed class BatchWriter : IDisposable
{
    private const int EntriesBuffer = 256 * 1024;
    private const int ContentBuffer = 256 * 1024;
    private readonly LogLayout layout;
    private readonly LogTail tail;
    private readonly TimeProvider time;
    private readonly bool flushBatches;
    private readonly MerkleFrontier goodFrontier = new();
    private readonly List<string> unflushed = [];
    private readonly byte[] entriesBuffer = new byte[EntriesBuffer];
    private readonly byte[] contentBuffer = new byte[ContentBuffer];
    private AppendFile entries;
    private AppendFile content;
    private bool isBroken;

    public BatchWriter(LogLayout layout, LogTail tail, TimeProvider time, bool flushBatches)
    {
        (this.layout, this.tail, this.time, this.flushBatches) = (layout, tail, time, flushBatches);
        goodFrontier.CopyFrom(tail.Frontier);
        (entries, content) = OpenSegment();
    }

    /// <summary>Why the last batch failed; null when it did not.</summary>
    public AuditUnavailableException? Failure { get; private set; }

    /// <summary>How long the last flush of a batch took; null before the first, or when batches are not flushed.</summary>
    public TimeSpan? LastFlush { get; private set; }

    /// <summary>The end of the log as of the last batch that succeeded.</summary>
    public LogTail Tail => tail;

    /// <summary>Writes the entries linked behind <paramref name="first"/>; each has its fault set when it is not in the log afterwards.</summary>
    public void Write(PendingEntry first)
    {
        PendingEntry? next = first;
        while (next is not null)
            next = WriteUpToSegmentEnd(next);
    }

    /// <summary>Fails everything from now on: what was promised may be lost, and only a fresh look at the files can tell.</summary>
    public void Break(AuditUnavailableException failure)
    {
        isBroken = true;
        Failure = failure;
    }

    /// <summary>The files written since the last call, in the order in which they must be flushed.</summary>
    public string[] TakeUnflushed()
    {
        string[] taken = [.. unflushed, .. content.GoodLength > 0 ? [content.Path] : (string[])[], .. entries.GoodLength > 0 ? [entries.Path] : (string[])[]];
        unflushed.Clear();
        return taken;
    }

    public void Dispose()
    {
        entries.Dispose();
        content.Dispose();
    }

    private PendingEntry? WriteUpToSegmentEnd(PendingEntry first)
    {
        if (isBroken)
            return FaultAll(first, Failure!); // Break sets both
        PendingEntry? next = first;
        try
        {
            if (tail.IsSegmentFull)
                StartSegment();
            for (; next is not null && !tail.IsSegmentFull; next = next.Next)
                Add(next);
            long before = entries.GoodLength;
            Commit();
            if (entries.GoodLength > before)
                Failure = null;
            return next;
        }
        catch (Exception e) when (DiskErrors.Includes(e))
        {
            TakeBack();
            Failure = new AuditUnavailableException($"The audit log in '{layout.Folder}' could not be written: {e.Message} Nothing is answered until it can.", e);
            return FaultAll(first, Failure);
        }
        catch (Exception e) // A fault of ours must fail these requests, not hang every later one: the writer's role is given back.
        {
            TakeBack();
            Break(new AuditUnavailableException($"The audit log in '{layout.Folder}' failed inside: {e.Message} Nothing is answered until it is opened anew.", e));
            return FaultAll(first, Failure!); // Break sets it
        }
    }

    private void Add(PendingEntry entry)
    {
        if (!Admit(entry))
            return;
        if (!entries.HasRoom(entry.Frame.Bytes.Length))
            content.WriteOut();
        entry.AppendContentTo(content);
        entries.Append(entry.Frame.Bytes);
        tail.Frontier.Append(entry.Frame.Leaf);
    }

    private bool Admit(PendingEntry entry)
    {
        if (entry.Opens is { } opened && !tail.Open.Add(opened))
            entry.Fault = new ArgumentException($"Record {opened} is open already; take a new id for each request.");
        else if (entry.Closes is { } closed && !tail.Open.Remove(closed))
            entry.Fault = new ArgumentException($"Record {closed} is not open: it was never opened, or it was closed before.");
        return entry.IsAdmitted = entry.Fault is null;
    }

    private void Commit()
    {
        content.WriteOut();
        entries.WriteOut();
        if (flushBatches)
            Flush();
        content.MarkGood();
        entries.MarkGood();
        goodFrontier.CopyFrom(tail.Frontier);
        (tail.EntriesBytes, tail.ContentBytes) = (entries.GoodLength, content.GoodLength);
    }

    private void Flush()
    {
        long start = time.GetTimestamp();
        content.Flush();
        entries.Flush();
        LastFlush = time.GetElapsedTime(start);
    }

    private void TakeBack()
    {
        entries.Rollback();
        content.Rollback();
        tail.Frontier.CopyFrom(goodFrontier);
    }

    /// <summary>Newest first, so that a record opened and closed in one batch ends up as it began.</summary>
    private PendingEntry? FaultAll(PendingEntry first, AuditUnavailableException failure)
    {
        Stack<PendingEntry> failed = new();
        for (PendingEntry? entry = first; entry is not null; entry = entry.Next)
            failed.Push(entry);
        foreach (PendingEntry entry in failed)
        {
            if (entry.IsAdmitted && entry.Opens is { } opened)
                tail.Open.Remove(opened);
            if (entry.IsAdmitted && entry.Closes is { } closed)
                tail.Open.Add(closed);
            entry.IsAdmitted = false;
            entry.Fault ??= failure;
        }

        return null;
    }

    private void StartSegment()
    {
        if (!flushBatches)
            unflushed.AddRange(content.GoodLength > 0 ? [content.Path, entries.Path] : [entries.Path]);
        Dispose();
        tail.StartSegment();
        (entries, content) = OpenSegment();
    }

    private (AppendFile Entries, AppendFile Content) OpenSegment() => (
        new AppendFile(layout.EntriesFile(tail.Segment), tail.EntriesBytes, entriesBuffer),
        new AppendFile(layout.ContentFile(tail.Segment), tail.ContentBytes, contentBuffer));
}
