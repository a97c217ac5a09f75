using Audit.Log;
using Audit.Records;

namespace Gateway.Recording;

/// <summary>
/// The record of one request: opened while the upstream is being asked, durable before the first byte leaves, closed
/// exactly once before the end is signalled. Used by one request; not by two threads at once.
/// </summary>
internal sealed class RequestRecord(AuditLog log)
{
    private ValueTask? _opening;

    /// <summary>Names the record in headers, in the log and for <c>GET /v1/audit/{id}</c>.</summary>
    public AuditId Id { get; } = log.NewId();

    /// <summary>Whether an opening entry was handed to the log.</summary>
    public bool IsOpened { get; private set; }

    /// <summary>Whether the record is closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Starts to write the opening entry; <see cref="WhenOpenAsync"/> waits for it.</summary>
    public void Open(RecordOpening opening, ReadOnlyMemory<byte> prompt, ReadOnlyMemory<byte> assembledPrompt)
    {
        IsOpened = true;
        _opening = log.OpenRecordAsync(opening, prompt, assembledPrompt);
    }

    /// <summary>Completes when the opening entry is durable.</summary>
    /// <exception cref="AuditUnavailableException">It could not be written: there must be no answer.</exception>
    public async ValueTask WhenOpenAsync()
    {
        if (_opening is not { } opening)
            return;
        _opening = null; // The log's tasks are pooled: each is awaited once.
        try
        {
            await opening;
        }
        catch
        {
            IsOpened = false; // There is nothing to close.
            throw;
        }
    }

    /// <summary>Writes the closing entry, once; a second call does nothing.</summary>
    /// <exception cref="AuditUnavailableException">It could not be written: the end must not be signalled.</exception>
    public async ValueTask CloseAsync(RecordClosing closing, ReadOnlyMemory<byte> answer)
    {
        if (IsClosed || !IsOpened)
            return;
        IsClosed = true;
        if (_opening is null)
        {
            await log.CloseRecordAsync(closing, answer);
            return;
        }
        var closed = log.CloseRecordAsync(closing, answer).AsTask(); // Queued behind the opening: one that still waits goes to disk with it.
        try
        {
            await WhenOpenAsync();
        }
        catch (AuditUnavailableException)
        {
            await closed.ContinueWith(static task => task.Exception, TaskScheduler.Default); // Without its opening it failed too; the first failure says why.
            throw;
        }
        await closed;
    }

    /// <summary>Writes opening and closing of a request that the gateway answers without asking anyone.</summary>
    public async ValueTask WriteWholeAsync(RecordOpening opening, RecordClosing closing, ReadOnlyMemory<byte> prompt)
    {
        IsClosed = true;
        await log.RecordWholeAsync(opening, closing, prompt);
    }
}
