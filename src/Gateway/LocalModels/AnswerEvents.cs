using System.Buffers;
using Gateway.Streams;
using Protocol.Chat;

namespace Gateway.LocalModels;

/// <summary>A running answer as an event stream, written as it is read. Disposing it cancels the answer.</summary>
internal sealed class AnswerEvents(AnswerRun run) : ReadOnlyStream
{
    private readonly ArrayBufferWriter<byte> _pending = new(1024);
    private readonly bool[] _hasBegun = new bool[run.Plan.Choices.Length];
    private int _given;
    private int _tokens;
    private bool _ended;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_given == _pending.WrittenCount && !_ended)
            await AdvanceAsync(cancellationToken);
        var count = Math.Min(_pending.WrittenCount - _given, buffer.Length);
        _pending.WrittenMemory.Slice(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    private async ValueTask AdvanceAsync(CancellationToken cancellationToken)
    {
        _pending.ResetWrittenCount();
        _given = 0;
        if (await HasMoreAsync(cancellationToken))
        {
            while (run.Pieces.TryRead(out var next))
                Write(next.Choice, next.Piece);
            return;
        }
        _ended = true;
        WriteEnd();
    }

    /// <summary>A model that fails in the middle looks like a connection that broke: the reader ends the answer as such.</summary>
    private async ValueTask<bool> HasMoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await run.Pieces.WaitToReadAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("The local model failed in the middle of its answer.", exception);
        }
    }

    private void Write(int choice, Experts.Serving.AnswerPiece piece)
    {
        _pending.Write("data: "u8);
        run.Plan.Form.WritePiece(choice, piece, !_hasBegun[choice], _pending);
        _pending.Write("\n\n"u8);
        _hasBegun[choice] = true;
        _tokens += piece.End?.Tokens ?? 0;
    }

    private void WriteEnd()
    {
        var usage = new ArrayBufferWriter<byte>(256);
        if (run.Plan.Form.TryWriteUsage(Usage.Of(run.Plan.PromptTokens, _tokens), usage))
        {
            _pending.Write("data: "u8);
            _pending.Write(usage.WrittenSpan);
            _pending.Write("\n\n"u8);
        }
        _pending.Write("data: [DONE]\n\n"u8);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            run.Dispose();
        base.Dispose(disposing);
    }
}
