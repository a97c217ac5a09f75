using Audit.Log;
using Audit.Records;

namespace Gateway.Recording;

/// <summary>
/// The record of one request: opened while the upstream is being asked, durable before the first byte leaves, closed
/// exactly once before the end is signalled. Used by one request; not by two threads at once.
/// </summary>
internal sealed class RequestRecord(AuditLog log)
{
    private Task _opened = Task.CompletedTask;
    private RecordOpening? _opening;

    /// <summary>Names the record in headers, in the log and for <c>GET /v1/audit/{id}</c>.</summary>
    public AuditId Id { get; } = log.NewId();

    /// <summary>Whether the record is closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Starts to write the opening entry; <see cref="WhenOpenAsync"/> waits for it.</summary>
    public void Open(RecordOpening opening, ReadOnlyMemory<byte> prompt, ReadOnlyMemory<byte> assembledPrompt)
    {
        _opening = opening;
        var opened = log.OpenRecordAsync(opening, prompt, assembledPrompt);
        _opened = opened.IsCompletedSuccessfully ? Task.CompletedTask : opened.AsTask();
    }

    /// <summary>Completes when the opening entry is durable.</summary>
    /// <exception cref="AuditUnavailableException">It could not be written: there must be no answer.</exception>
    public Task WhenOpenAsync() => _opened;

    /// <summary>Writes the closing entry, once; a second call does nothing.</summary>
    /// <exception cref="AuditUnavailableException">It could not be written: the end must not be signalled.</exception>
    public async ValueTask CloseAsync(RecordClosing closing, ReadOnlyMemory<byte> answer)
    {
        if (IsClosed || _opening is null)
            return;
        IsClosed = true;
        await _opened;
        await log.CloseRecordAsync(closing, answer);
    }

    /// <summary>Writes opening and closing of a request that is refused before anything was asked.</summary>
    public async ValueTask RefuseAsync(RecordOpening opening, RecordClosing closing, ReadOnlyMemory<byte> prompt)
    {
        IsClosed = true;
        await log.RecordRefusedAsync(opening, closing, prompt);
    }
}
