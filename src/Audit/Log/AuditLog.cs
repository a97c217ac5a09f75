using Audit.Records;
using Microsoft.Extensions.Logging;

namespace Audit.Log;

/// <summary>
/// The single writer of an audit log folder. All members are safe from any thread. The memory given beside an opening or a
/// closing must stay unchanged until the returned task has completed.
/// </summary>
public sealed class AuditLog : IAsyncDisposable
{
    /// <summary>
    /// Opens or makes the log: takes the folder's lock, cuts a torn tail, and closes every record that was left in flight
    /// as interrupted.
    /// </summary>
    /// <exception cref="AuditUnavailableException">Another process writes the log, the disk refuses, or the log is shorter than its own head.</exception>
    public static AuditLog Open(AuditLogOptions options, TimeProvider time, ILogger<AuditLog> logger) => throw new NotImplementedException();

    /// <summary>The log as of its last flush.</summary>
    public AuditLogStatus Status => throw new NotImplementedException();

    /// <summary>Makes the id of a new record.</summary>
    public AuditId NewId() => throw new NotImplementedException();

    /// <summary>
    /// Appends an opening; completes when it is durable. Start it before the upstream is called, await it before the
    /// first byte of the answer leaves.
    /// </summary>
    /// <exception cref="AuditUnavailableException">The record could not be made durable: do not answer.</exception>
    /// <exception cref="ArgumentException">The entry exceeds 65,535 bytes, or the id is already open.</exception>
    public ValueTask OpenRecordAsync(RecordOpening opening, ReadOnlyMemory<byte> prompt, ReadOnlyMemory<byte> assembledPrompt) => throw new NotImplementedException();

    /// <summary>Appends a closing; completes when it is durable. Await it before the end of the answer is signalled.</summary>
    /// <exception cref="AuditUnavailableException">The closing could not be made durable.</exception>
    /// <exception cref="ArgumentException">The entry exceeds 65,535 bytes, or no record of that id is open.</exception>
    public ValueTask CloseRecordAsync(RecordClosing closing, ReadOnlyMemory<byte> answer) => throw new NotImplementedException();

    /// <summary>Appends opening and closing of a request that never went upstream, in one batch.</summary>
    /// <exception cref="AuditUnavailableException">The record could not be made durable.</exception>
    /// <exception cref="ArgumentException">An entry exceeds 65,535 bytes, or the ids differ.</exception>
    public ValueTask RecordRefusedAsync(RecordOpening opening, RecordClosing closing, ReadOnlyMemory<byte> prompt) => throw new NotImplementedException();

    /// <summary>Flushes everything appended so far to disk and writes a tree head.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Stops taking appends, flushes, writes the last head, releases the lock.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
