using System.Buffers;
using Gateway.Streams;
using Protocol.Errors;
using Protocol.Frames;
using Protocol.Sse;

namespace Gateway.Upstreams;

/// <summary>
/// An upstream's event stream on its way to the client, as YARP reads it. Events pass as the bytes they came in; only
/// these are changed: usage that the client did not ask for is left out, undocumented finish reasons are mapped, and
/// what the gateway has to add is added. The end is held back until the record is closed. A stream that broke, or that
/// ended without saying that it was complete, ends in an error event, and <see cref="Fault"/> tells that the connection
/// must then be closed without the end of the body: the only ending that every client notices.
/// </summary>
internal sealed class EventStream : ReadOnlyStream
{
    private const int ReadSize = 16 * 1024;
    private const int MaxEventBytes = 4 * 1024 * 1024;

    private readonly Stream _source;
    private readonly ForwardPlan _plan;
    private readonly IdleClock _clock;
    private readonly AnswerTape _tape;
    private readonly AnswerObservation _observation = new();
    private readonly StreamAddition? _addition;
    private readonly SseReader _reader = new(MaxEventBytes);
    private readonly ArrayBufferWriter<byte> _pending = new(1024);
    private int _given;
    private int _recorded;
    private bool _hasUnread;
    private bool _ended;
    private UpstreamFault _fault;

    /// <summary>Takes over the source, the tape and the clock.</summary>
    public EventStream(Stream source, ForwardPlan plan, AnswerTape tape, IdleClock clock)
    {
        (_source, _plan, _tape, _clock) = (source, plan, tape, clock);
        _addition = plan.Addition is { } addition ? new StreamAddition(addition) : null;
    }

    /// <summary>The answer as far as it got; for a client that left.</summary>
    public UpstreamAnswer SoFar() => _observation.Conclude(StatusCodes.Status200OK, _fault, _tape);

    /// <summary>What broke; <see cref="UpstreamFault.None"/> while nothing did.</summary>
    public UpstreamFault Fault => _fault;

    /// <summary>
    /// Waits for the first bytes, before anything was sent to the client: an answer that breaks off before them still
    /// gets a real status. Called once, before the first read.
    /// </summary>
    public async ValueTask<UpstreamFault> WaitForFirstAsync()
    {
        try
        {
            _hasUnread = await FillAsync();
            return _hasUnread ? UpstreamFault.None : UpstreamFault.BrokenAnswer;
        }
        catch (OperationCanceledException) when (_clock.HasElapsed)
        {
            return _clock.Fault;
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return UpstreamFault.BrokenAnswer;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_given == _pending.WrittenCount && !_ended)
            await AdvanceAsync(cancellationToken);
        var left = _pending.WrittenCount - _given;
        var count = Math.Min(left, buffer.Length);
        _pending.WrittenMemory.Span.Slice(_given, count).CopyTo(buffer.Span);
        _given += count;
        return count;
    }

    private async ValueTask AdvanceAsync(CancellationToken cancellationToken)
    {
        _pending.ResetWrittenCount();
        (_given, _recorded) = (0, 0);
        try
        {
            var isEnd = !_hasUnread && !await FillAsync();
            _hasUnread = false;
            await PassEventsAsync();
            if (isEnd && !_ended)
                await EndAsync(AtEnd(), _reader.Remainder);
        }
        catch (OperationCanceledException) when (_clock.HasElapsed)
        {
            await EndAsync(_clock.Fault, end: default);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException && !cancellationToken.IsCancellationRequested)
        {
            await EndAsync(UpstreamFault.BrokenAnswer, end: default);
        }
    }

    /// <summary>Reads what is there; false at the end. Waits without holding a buffer, so that idle streams cost no memory.</summary>
    private async ValueTask<bool> FillAsync()
    {
        var token = _clock.Start();
        _ = await _source.ReadAsync(Memory<byte>.Empty, token);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            var count = await _source.ReadAsync(buffer, token);
            _reader.Append(buffer.AsSpan(0, count));
            if (count == 0)
                _reader.Complete();
            return count > 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _clock.Stop();
        }
    }

    private async ValueTask PassEventsAsync()
    {
        while (!_ended && _reader.TryRead(out var block))
        {
            if (block.IsDone)
                await EndAsync(AtEnd(), block.Raw);
            else if (Pass(block) is var fault and not UpstreamFault.None)
                await EndAsync(fault, end: default);
        }
        if (!_ended)
            Record();
    }

    /// <summary>Passes one event; says what is wrong when the event tells that the answer failed.</summary>
    private UpstreamFault Pass(SseEvent block)
    {
        var json = block.Data.Span;
        if (!block.HasData || !ChunkScan.TryScan(json, out var scan))
        {
            _pending.Write(block.Raw.Span);
            return UpstreamFault.None;
        }
        _observation.See(json, scan);
        if (scan.SaysError)
            return UpstreamFault.ReportedInAnswer;
        _addition?.Before(json, scan, _pending);
        if (!scan.IsUsageOnly || _plan.ClientAskedForUsage)
            PassChunk(block, scan);
        return scan.IsError ? UpstreamFault.ReportedInAnswer : UpstreamFault.None;
    }

    /// <summary>An answer in which no choice ever said how it ended was cut off, however clean the end looks.</summary>
    private UpstreamFault AtEnd() => _observation.Finished > 0 ? UpstreamFault.None : UpstreamFault.BrokenAnswer;

    private void PassChunk(SseEvent block, in ChunkScan scan)
    {
        if (!scan.NeedsEdit(_plan.ClientAskedForUsage))
        {
            _pending.Write(block.Raw.Span);
            return;
        }
        _pending.Write("data: "u8);
        scan.Write(block.Data.Span, _plan.ClientAskedForUsage, _pending);
        _pending.Write("\n\n"u8);
    }

    /// <summary>Closes the record, and only then lets the end mark or the error out.</summary>
    private async ValueTask EndAsync(UpstreamFault fault, ReadOnlyMemory<byte> end)
    {
        _ended = true;
        _fault = fault;
        if (fault == UpstreamFault.None)
            _pending.Write(end.Span);
        else
            WriteError(fault);
        Record();
        await _plan.OnEnd(SoFar());
    }

    private void Record()
    {
        _tape.Append(_pending.WrittenSpan[_recorded..]);
        _recorded = _pending.WrittenCount;
    }

    private void WriteError(UpstreamFault fault)
    {
        _pending.Write("data: "u8);
        _pending.Write(new ErrorEnvelope(ApiError.UpstreamFailed(fault.Describe() + ".")).ToUtf8());
        _pending.Write("\n\n"u8);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
            _reader.Dispose();
            _clock.Dispose();
        }
        base.Dispose(disposing);
    }
}
