using Audit.Files;
using Audit.Records;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Audit.Log;

/// <summary>
/// The single writer of an audit log folder. All members are safe from any thread. The memory given beside an opening or a
/// closing must stay unchanged until the returned task has completed; each task must be awaited exactly once.
/// </summary>
public sealed partial class AuditLog : IAsyncDisposable
{
    private readonly AuditLogOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<AuditLog> logger;
    private readonly SafeFileHandle folderLock;
    private readonly BatchWriter writer;
    private readonly AppendCombiner combiner;
    private readonly Checkpointer checkpointer;
    private readonly LogThread thread;
    private readonly PendingPool pool;
    private readonly int maxContent;
    private int isDisposed;

    private AuditLog(AuditLogOptions options, TimeProvider time, ILogger<AuditLog> logger, LogLayout layout, SafeFileHandle folderLock)
    {
        (this.options, this.time, this.logger, this.folderLock) = (options, time, logger, folderLock);
        maxContent = options.StoreContent ? options.MaxContentBytes : 0;
        LogRecoverer recoverer = new(layout);
        LogTail tail = recoverer.Recover();
        writer = new BatchWriter(layout, tail, time, options.Durability == AuditDurability.Power);
        combiner = new AppendCombiner(writer, Math.Max(options.QueueBound, tail.Open.Count + 1));
        pool = new PendingPool(options.Durability == AuditDurability.Process ? combiner.Drive : null);
        checkpointer = new Checkpointer(options, layout, combiner, time, logger);
        try
        {
            WriteRecovery(recoverer.Note(tail, time.GetUtcNow()), tail);
            checkpointer.Run(headNow: true);
        }
        catch
        {
            checkpointer.Dispose();
            writer.Dispose();
            throw;
        }

        thread = new LogThread(combiner, checkpointer, time, options.FlushInterval);
        LogOpened(options.Folder, tail.Size, options.Durability);
    }

    /// <summary>
    /// Opens or makes the log: takes the folder's lock, cuts a torn tail, and closes every record that was left in flight
    /// as interrupted.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of range; the message lists all that are.</exception>
    /// <exception cref="AuditUnavailableException">Another process writes the log, the disk refuses, or the log is shorter than its own head.</exception>
    public static AuditLog Open(AuditLogOptions options, TimeProvider time, ILogger<AuditLog> logger)
    {
        if (options.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(Environment.NewLine, problems), nameof(options));
        LogLayout layout = new(options.Folder);
        SafeFileHandle folderLock = FolderLock.Take(layout);
        try
        {
            return new AuditLog(options, time, logger, layout, folderLock);
        }
        catch (Exception e) when (DiskErrors.Includes(e) || e is InvalidDataException or AuditUnavailableException)
        {
            folderLock.Dispose();
            throw e as AuditUnavailableException ?? new AuditUnavailableException(
                $"The audit log in '{options.Folder}' could not be opened: {e.Message} Verify it; to go on without it, move the folder away and keep it.", e);
        }
    }

    /// <summary>The log as of its last flush.</summary>
    public AuditLogStatus Status => checkpointer.Status with { Failure = writer.Failure?.Message };

    /// <summary>Makes the id of a new record.</summary>
    public AuditId NewId() => AuditId.New(time);

    /// <summary>
    /// Appends an opening; completes when it is durable. Start it before the upstream is called, await it before the
    /// first byte of the answer leaves. With durability process it is written when it is awaited, with another append that
    /// is, or at the next flush, whichever is first.
    /// </summary>
    /// <exception cref="AuditUnavailableException">The record could not be made durable: do not answer.</exception>
    /// <exception cref="ArgumentException">The entry exceeds 65,535 bytes, or the id is already open.</exception>
    public ValueTask OpenRecordAsync(RecordOpening opening, ReadOnlyMemory<byte> prompt, ReadOnlyMemory<byte> assembledPrompt)
    {
        PendingEntry entry = pool.Rent();
        try
        {
            entry.Encode(opening, prompt, assembledPrompt, maxContent);
        }
        catch (ArgumentException e)
        {
            pool.GiveBack(entry);
            return ValueTask.FromException(e);
        }

        return Queue(entry);
    }

    /// <summary>Appends a closing; completes when it is durable. Await it before the end of the answer is signalled.</summary>
    /// <exception cref="AuditUnavailableException">The closing could not be made durable.</exception>
    /// <exception cref="ArgumentException">The entry exceeds 65,535 bytes, or no record of that id is open.</exception>
    public ValueTask CloseRecordAsync(RecordClosing closing, ReadOnlyMemory<byte> answer)
    {
        PendingEntry entry = pool.Rent();
        try
        {
            entry.Encode(closing, answer, maxContent);
        }
        catch (ArgumentException e)
        {
            pool.GiveBack(entry);
            return ValueTask.FromException(e);
        }

        return Queue(entry);
    }

    /// <summary>Appends opening and closing of a request that the gateway answered by itself, in one batch where possible.</summary>
    /// <exception cref="AuditUnavailableException">The record could not be made durable.</exception>
    /// <exception cref="ArgumentException">An entry exceeds 65,535 bytes, or the ids differ.</exception>
    public async ValueTask RecordWholeAsync(RecordOpening opening, RecordClosing closing, ReadOnlyMemory<byte> prompt)
    {
        if (opening.Id != closing.Id)
            throw new ArgumentException($"Opening {opening.Id} and closing {closing.Id} are of different records.", nameof(closing));
        PendingEntry first = pool.Rent();
        PendingEntry second = pool.Rent();
        first.Encode(opening, prompt, default, maxContent);
        second.Encode(closing, default, maxContent);

        ValueTask opened = Queue(first);
        ValueTask closed = Queue(second);
        try
        {
            await opened;
        }
        finally
        {
            await closed;
        }
    }

    /// <summary>Flushes everything appended so far to disk and writes a tree head.</summary>
    /// <exception cref="AuditUnavailableException">The disk refused.</exception>
    public Task FlushAsync(CancellationToken cancellationToken) => thread.CheckpointAsync(cancellationToken);

    /// <summary>Stops taking appends, flushes, writes the last head, releases the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) != 0)
            return;
        await thread.DisposeAsync();
        combiner.Close(new AuditUnavailableException($"The audit log in '{options.Folder}' is closed."));
        checkpointer.Dispose();
        writer.Dispose();
        folderLock.Dispose();
        LogClosed(options.Folder, writer.Tail.Size);
    }

    /// <summary>
    /// With durability power the log's thread sets to work at once. With durability process the entry is written when its
    /// task is awaited, with the next entry that is, or at the next flush, whichever is first: an opening that is started
    /// before the upstream is called goes to disk together with others and costs no system call of its own.
    /// </summary>
    private ValueTask Queue(PendingEntry entry)
    {
        ValueTask task = entry.Task;
        if (combiner.TryPush(entry))
        {
            if (options.Durability == AuditDurability.Power)
                thread.Wake();
            return task;
        }

        pool.GiveBack(entry);
        return ValueTask.FromException(new AuditUnavailableException(
            $"{options.QueueBound} appends wait for the audit log already (QueueBound): the disk does not keep up. Try again later."));
    }

    /// <summary>Tells what recovery did and closes what was in flight. Nobody else writes yet.</summary>
    private void WriteRecovery(LogRecovery? recovery, LogTail tail)
    {
        if (recovery is null)
            return;
        PendingEntry first = new(_ => { }, onAwaited: null);
        first.Encode(recovery);
        PendingEntry last = first;
        foreach (AuditId id in tail.Open.Order(AuditIdOrder.Instance))
        {
            last.Next = new PendingEntry(_ => { }, onAwaited: null);
            last = last.Next;
            last.Encode(new RecordClosing { Id = id, At = recovery.At, Outcome = RecordOutcome.Interrupted }, default, maxContent);
        }

        writer.Write(first);
        if (writer.Failure is { } failure)
            throw failure;
        LogRecovered(options.Folder, recovery.CutBytes, recovery.CutContentBytes, recovery.Interrupted);
    }

    [LoggerMessage(3000, LogLevel.Information, "Opened the audit log in {Folder} at {Size} entries with durability {Durability}")]
    private partial void LogOpened(string folder, long size, AuditDurability durability);

    [LoggerMessage(3001, LogLevel.Warning, "Recovered the audit log in {Folder}: cut {CutBytes} bytes of entries and {CutContentBytes} of content, closed {Interrupted} records as interrupted")]
    private partial void LogRecovered(string folder, long cutBytes, long cutContentBytes, int interrupted);

    [LoggerMessage(3002, LogLevel.Information, "Closed the audit log in {Folder} at {Size} entries")]
    private partial void LogClosed(string folder, long size);
}
