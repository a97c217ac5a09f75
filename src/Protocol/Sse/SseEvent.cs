namespace Protocol.Sse;

/// <summary>
/// One block of an event stream: everything up to and with the blank line that ends it. Blocks without data
/// (comments, stray blank lines) are reported too, so that the bytes of all blocks and the reader's remainder
/// together are exactly the bytes of the stream. The memory belongs to the <see cref="SseReader"/> and is valid
/// until its next call.
/// </summary>
public readonly struct SseEvent
{
    internal SseEvent(ReadOnlyMemory<byte> raw, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> name, bool hasData)
    {
        Raw = raw;
        Data = data;
        Name = name;
        HasData = hasData;
    }

    /// <summary>The bytes of the block as they came, with the blank line.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The values of the block's data lines, joined by a line feed; empty when there are none.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The value of the block's last event line as UTF-8; empty when it has none.</summary>
    public ReadOnlyMemory<byte> Name { get; }

    /// <summary>True when the block has a data line, even an empty one: only such a block is an event to a client.</summary>
    public bool HasData { get; }

    /// <summary>True for OpenAI's end mark, <c>data: [DONE]</c>.</summary>
    public bool IsDone => Data.Span.SequenceEqual("[DONE]"u8);
}
