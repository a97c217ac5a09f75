namespace Protocol.Sse;

/// <summary>
/// Cuts the bytes of an event stream into blocks (WHATWG HTML, section 9.2.6 "Interpreting an event stream"), by
/// bytes alone: pieces may be split anywhere, inside a character or between CR and LF, and the blocks are the same.
/// Line ends may be LF, CR or CRLF, mixed; a byte order mark at the beginning, comments, unknown fields, fields
/// without a colon and a missing space after it are understood. Append what came, then read until there is no more.
/// Allocates nothing per event; the buffer is rented while it holds bytes and returned when it is empty.
/// Not for use by two threads at once.
/// </summary>
/// <remarks>
/// A blank line that ends in CR needs a look at the next byte, for an LF there belongs to it. When the line before
/// ended in a bare CR that wait would hold back every event of a CR-only stream until the next one, so there the
/// block ends at the CR, and an LF that does follow is a block of its own, a blank line, which means nothing to anyone.
/// </remarks>
/// <param name="maxEventBytes">Longest block, with its blank line, in bytes; a longer one is an error of the upstream.</param>
public sealed class SseReader(int maxEventBytes) : IDisposable
{
    private PooledBytes _buffer;
    private PooledBytes _joined;
    private SseBlock _block;
    private int _taken;
    private bool _atStreamStart = true;
    private bool _afterBareCr;
    private bool _complete;

    /// <summary>The bytes after the last complete block: at the end of the stream, an event that was never finished.</summary>
    public ReadOnlyMemory<byte> Remainder => _buffer.Memory[_taken..];

    /// <summary>Adds bytes that came from the upstream. Makes the memory of the last event invalid.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        DropTaken();
        _buffer.Append(bytes);
    }

    /// <summary>Says that no more bytes come, so that a CR at the very end is a whole line end.</summary>
    public void Complete() => _complete = true;

    /// <summary>
    /// The next complete block; false when more bytes are needed. Makes the memory of the last event invalid.
    /// </summary>
    /// <exception cref="InvalidDataException">The block is longer than the limit; the reader stays at it.</exception>
    public bool TryRead(out SseEvent block)
    {
        DropTaken();
        while (TryTakeLine(out ReadOnlySpan<byte> line, out int lineStart))
        {
            if (line.IsEmpty)
            {
                block = Finish();
                return true;
            }

            _block.TakeLine(line, lineStart, _buffer.Span, ref _joined);
        }

        ThrowIfTooLong(_buffer.Length);
        block = default;
        return false;
    }

    /// <summary>Returns the rented buffers.</summary>
    public void Dispose()
    {
        _buffer.Release();
        _joined.Release();
        _block = default;
        _taken = 0;
    }

    private bool TryTakeLine(out ReadOnlySpan<byte> line, out int lineStart)
    {
        line = default;
        lineStart = _block.LineStart;
        ReadOnlySpan<byte> rest = _buffer.Span[_block.Scanned..];
        int at = rest.IndexOfAny((byte)'\r', (byte)'\n');
        int end = _block.Scanned + (at < 0 ? rest.Length : at);
        _block.Scanned = end;
        int lineEndLength = at < 0 ? 0 : LineEndLength(end, isBlank: end == lineStart + BomLength(end));
        if (lineEndLength == 0)
        {
            return false;
        }

        lineStart += BomLength(end);
        line = _buffer.Span[lineStart..end];
        _atStreamStart = false;
        _block.LineStart = _block.Scanned = end + lineEndLength;
        return true;
    }

    /// <summary>1 or 2, or 0 when the byte after a CR must be seen first.</summary>
    private int LineEndLength(int at, bool isBlank)
    {
        ReadOnlySpan<byte> bytes = _buffer.Span;
        if (bytes[at] == '\n')
        {
            _afterBareCr = false;
            return 1;
        }

        if (isBlank && _afterBareCr)
        {
            return 1;
        }

        if (at + 1 == bytes.Length)
        {
            return _complete ? 1 : 0;
        }

        _afterBareCr = bytes[at + 1] != '\n';
        return _afterBareCr ? 1 : 2;
    }

    private int BomLength(int lineEnd) =>
        _atStreamStart && _buffer.Span[..lineEnd].StartsWith("\uFEFF"u8) ? 3 : 0;

    private SseEvent Finish()
    {
        int length = _block.LineStart;
        ThrowIfTooLong(length);
        SseEvent block = _block.ToEvent(_buffer.Memory[..length], _joined.Memory);
        _block = default;
        _taken = length;
        return block;
    }

    private void DropTaken()
    {
        if (_taken > 0)
        {
            _buffer.RemoveFirst(_taken);
            _joined.Release();
            _taken = 0;
        }
    }

    private void ThrowIfTooLong(int length)
    {
        if (length > maxEventBytes)
        {
            throw new InvalidDataException($"An event of the stream has at least {length} bytes; the limit is {maxEventBytes} bytes an event.");
        }
    }
}
