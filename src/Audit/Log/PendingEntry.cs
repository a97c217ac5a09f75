using System.Threading.Tasks.Sources;
using Audit.Files;
using Audit.Records;

namespace Audit.Log;

/// <summary>
/// One append on its way to disk; used again after its task has been awaited. A pooled task source in the place of a
/// TaskCompletionSource: an append allocates neither task nor buffer.
/// </summary>
/// <param name="giveBack">Takes the entry back once its task has been awaited.</param>
/// <param name="onAwaited">Called when somebody looks at the task while the entry is still queued; null when it gets written anyway.</param>
internal sealed class PendingEntry(Action<PendingEntry> giveBack, Action? onAwaited) : IValueTaskSource
{
    private readonly PendingContent first = new();
    private readonly PendingContent second = new();

    // A continuation is the rest of somebody's request: it must not run on the thread that is completing a whole batch.
    private ManualResetValueTaskSourceCore<bool> completion = new() { RunContinuationsAsynchronously = true };

    /// <summary>The entry queued after this one.</summary>
    public PendingEntry? Next { get; set; }

    public EntryFrame Frame { get; } = new();

    /// <summary>The record that this entry opens; null for others.</summary>
    public AuditId? Opens { get; private set; }

    /// <summary>The record that this entry closes; null for others.</summary>
    public AuditId? Closes { get; private set; }

    /// <summary>Why the entry is not in the log; null when it is.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Whether the writer has changed the set of open records for it.</summary>
    public bool IsAdmitted { get; set; }

    /// <summary>The task that ends with <see cref="Complete"/>; take it before the entry is queued, await it once.</summary>
    public ValueTask Task => new(this, completion.Version);

    public void Encode(RecordOpening opening, ReadOnlyMemory<byte> prompt, ReadOnlyMemory<byte> assembledPrompt, int maxContent)
    {
        Opens = opening.Id;
        ContentDigest? prompted = first.Take(opening.Id, ContentKind.Prompt, opening.Prompt, prompt, maxContent);
        ContentDigest? assembled = second.Take(opening.Id, ContentKind.AssembledPrompt, opening.AssembledPrompt, assembledPrompt, maxContent);
        Frame.Encode(new AuditEntry { Opened = opening with { Prompt = prompted, AssembledPrompt = assembled } });
    }

    public void Encode(RecordClosing closing, ReadOnlyMemory<byte> answer, int maxContent)
    {
        Closes = closing.Id;
        ContentDigest? answered = first.Take(closing.Id, ContentKind.Answer, closing.Answer, answer, maxContent);
        Frame.Encode(new AuditEntry { Closed = closing with { Answer = answered } });
    }

    public void Encode(LogRecovery recovery) => Frame.Encode(new AuditEntry { Recovered = recovery });

    public void AppendContentTo(AppendFile file)
    {
        first.AppendTo(file);
        second.AppendTo(file);
    }

    /// <summary>Ends the task. The entry belongs to whoever awaits it from here on.</summary>
    public void Complete()
    {
        if (Fault is { } fault)
            completion.SetException(fault);
        else
            completion.SetResult(true);
    }

    /// <summary>Makes ready for the next use.</summary>
    public void Clear()
    {
        first.Clear();
        second.Clear();
        Frame.Clear();
        completion.Reset();
        (Next, Opens, Closes, Fault, IsAdmitted) = (null, null, null, null, false);
    }

    void IValueTaskSource.GetResult(short token)
    {
        try
        {
            completion.GetResult(token);
        }
        finally
        {
            giveBack(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token)
    {
        ValueTaskSourceStatus status = completion.GetStatus(token);
        if (status != ValueTaskSourceStatus.Pending || onAwaited is null)
            return status;
        onAwaited();
        return completion.GetStatus(token);
    }

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => completion.OnCompleted(continuation, state, token, flags);
}
