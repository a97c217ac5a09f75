namespace Protocol.Sse;

/// <summary>What is known of the block being read; positions count from the block's first byte.</summary>
internal struct SseBlock
{
    private int _dataLines;
    private int _dataStart;
    private int _dataLength;
    private int _nameStart;
    private int _nameLength;

    /// <summary>Where the line being read begins.</summary>
    internal int LineStart { get; set; }

    /// <summary>Up to where no line end was found; never looked at twice.</summary>
    internal int Scanned { get; set; }

    internal void TakeLine(ReadOnlySpan<byte> line, int lineStart, ReadOnlySpan<byte> block, ref PooledBytes joined)
    {
        int colon = line.IndexOf((byte)':');
        ReadOnlySpan<byte> field = colon < 0 ? line : line[..colon];
        int valueAt = colon < 0 ? line.Length : colon + 1;
        if (valueAt < line.Length && line[valueAt] == ' ')
        {
            valueAt++;
        }

        if (field.SequenceEqual("data"u8))
        {
            TakeData(lineStart + valueAt, line.Length - valueAt, block, ref joined);
        }
        else if (field.SequenceEqual("event"u8))
        {
            (_nameStart, _nameLength) = (lineStart + valueAt, line.Length - valueAt);
        }
    }

    internal readonly SseEvent ToEvent(ReadOnlyMemory<byte> raw, ReadOnlyMemory<byte> joined)
    {
        ReadOnlyMemory<byte> data = _dataLines > 1 ? joined : raw.Slice(_dataStart, _dataLength);
        return new SseEvent(raw, data, raw.Slice(_nameStart, _nameLength), _dataLines > 0);
    }

    private void TakeData(int start, int length, ReadOnlySpan<byte> block, ref PooledBytes joined)
    {
        if (_dataLines == 1)
        {
            joined.Append(block.Slice(_dataStart, _dataLength));
        }

        if (_dataLines > 0)
        {
            joined.Append("\n"u8);
            joined.Append(block.Slice(start, length));
        }

        (_dataStart, _dataLength) = (start, length);
        _dataLines++;
    }
}
