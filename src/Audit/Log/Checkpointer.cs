using Audit.Files;
using Microsoft.Extensions.Logging;

namespace Audit.Log;

/// <summary>Brings the log to disk and writes tree heads about it. Used by one thread at a time.</summary>
internal sealed partial class Checkpointer(
    AuditLogOptions options, LogLayout layout, AppendCombiner combiner, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly HeadFiles heads = new(layout);
    private long flushedSize = -1;
    private long headSize = -1;
    private long headAt;
    private TimeSpan? lastFlush;
    private bool wasFailing;

    /// <summary>The log as of the last checkpoint.</summary>
    public volatile AuditLogStatus Status = new()
    {
        Size = 0,
        Root = Merkle.MerkleHash.Empty,
        Durability = options.Durability,
        OpenRecords = 0,
        LastFlush = null,
        Failure = null,
    };

    /// <summary>Flushes what was written, and writes a head when one is due or <paramref name="headNow"/> asks for it.</summary>
    /// <exception cref="AuditUnavailableException">The disk refused, and <paramref name="headNow"/> asked.</exception>
    public void Run(bool headNow)
    {
        LogSnapshot snapshot = combiner.Exclusively(Snapshot);
        try
        {
            if (snapshot.Head.Size != flushedSize)
                Flush(snapshot);
            if (snapshot.Head.Size != headSize && (headNow || time.GetElapsedTime(headAt) >= options.HeadInterval))
                WriteHead(snapshot.Head);
        }
        catch (AuditUnavailableException) when (!headNow)
        {
            // Logged where it arose; the next run tries again, and a failed flush has stopped the writer for good.
        }
        finally
        {
            Publish(snapshot);
        }
    }

    public void Dispose() => heads.Dispose();

    private LogSnapshot Snapshot(BatchWriter writer) => new(
        writer.Tail.ToHead(options.Origin, time.GetUtcNow()), writer.TakeUnflushed(), writer.LastFlush, writer.Failure);

    private void Flush(LogSnapshot snapshot)
    {
        lastFlush = snapshot.LastFlush;
        if (options.Durability == AuditDurability.Process)
            FlushFiles(snapshot.Unflushed);
        flushedSize = snapshot.Head.Size;
    }

    /// <summary>
    /// A flush that failed may have dropped pages that were promised already, and a second flush would not say so
    /// (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020): the log stays closed until it is opened anew.
    /// </summary>
    private void FlushFiles(string[] files)
    {
        long start = time.GetTimestamp();
        try
        {
            foreach (string file in files)
                DiskFlush.Flush(file);
        }
        catch (Exception e) when (DiskErrors.Includes(e))
        {
            AuditUnavailableException failure = new($"The audit log in '{layout.Folder}' could not be flushed to disk: {e.Message} Check the disk, then restart.", e);
            combiner.Exclusively(writer => { writer.Break(failure); return 0; });
            LogFlushFailed(e, layout.Folder);
            throw failure;
        }

        lastFlush = time.GetElapsedTime(start);
    }

    private void WriteHead(LogHead head)
    {
        try
        {
            heads.Write(head);
            headSize = head.Size;
            headAt = time.GetTimestamp();
        }
        catch (Exception e) when (DiskErrors.Includes(e))
        {
            LogHeadFailed(e, layout.Folder);
            AuditUnavailableException failure = new($"The tree head in '{layout.Folder}' could not be written: {e.Message}", e);
            // The folder itself is gone: entries still go into files that nobody can find any more.
            if (e is DirectoryNotFoundException or FileNotFoundException)
                combiner.Exclusively(writer => { writer.Break(failure); return 0; });
            throw failure;
        }
    }

    private void Publish(LogSnapshot snapshot)
    {
        Status = new AuditLogStatus
        {
            Size = snapshot.Head.Size,
            Root = snapshot.Head.Root,
            Durability = options.Durability,
            OpenRecords = snapshot.Head.Open.Count,
            LastFlush = lastFlush,
            Failure = snapshot.Failure?.Message,
        };
        bool isFailing = snapshot.Failure is not null;
        if (isFailing && !wasFailing)
            LogWriteFailed(snapshot.Failure, layout.Folder);
        if (!isFailing && wasFailing)
            LogWriteWorksAgain(layout.Folder);
        wasFailing = isFailing;
    }

    [LoggerMessage(3010, LogLevel.Critical, "The audit log in {Folder} could not be flushed to disk and takes no more records until it is opened anew")]
    private partial void LogFlushFailed(Exception exception, string folder);

    [LoggerMessage(3011, LogLevel.Error, "A tree head of the audit log in {Folder} could not be written")]
    private partial void LogHeadFailed(Exception exception, string folder);

    [LoggerMessage(3012, LogLevel.Critical, "The audit log in {Folder} could not be written; requests are refused until it can")]
    private partial void LogWriteFailed(Exception? exception, string folder);

    [LoggerMessage(3013, LogLevel.Warning, "The audit log in {Folder} could be written again")]
    private partial void LogWriteWorksAgain(string folder);
}
