using System.Buffers;
using System.Text.Json;
using Audit.Files;
using Audit.Merkle;
using Audit.Records;

namespace Audit.Log;

/// <summary>An entry as it goes to disk, with its leaf hash: made outside the writer's critical section, in a buffer that is used again.</summary>
internal sealed class EntryFrame : IBufferWriter<byte>
{
    private const int InitialBytes = 2 * 1024;
    private const int KeptBytes = 16 * 1024;
    private readonly Utf8JsonWriter json;
    private byte[] buffer = new byte[InitialBytes];
    private int length;

    public EntryFrame() => json = new Utf8JsonWriter(this, EntryJson.WriterOptions);

    /// <summary>Header and payload.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    public Sha256Digest Leaf { get; private set; }

    /// <exception cref="ArgumentException">The entry is larger than an entry bundle can hold.</exception>
    public void Encode(AuditEntry entry)
    {
        length = Frame.HeaderSize;
        json.Reset();
        JsonSerializer.Serialize(json, entry, EntryJson.Default.AuditEntry);
        json.Flush();

        int payload = length - Frame.HeaderSize;
        if (payload > Frame.MaxEntryBytes)
            throw new ArgumentException($"An audit entry holds at most {Frame.MaxEntryBytes} bytes of JSON, this one has {payload}. Record fewer or shorter sources, notes or attempts.");
        Leaf = MerkleHash.LeafInPlace(buffer.AsSpan(Frame.HeaderSize - 1, payload + 1));
        Frame.WriteHeader(buffer, payload, Frame.Checksum(buffer.AsSpan(Frame.HeaderSize, payload)));
    }

    /// <summary>Makes ready for the next entry; an unusually large buffer is let go.</summary>
    public void Clear()
    {
        length = 0;
        if (buffer.Length > KeptBytes)
            buffer = new byte[InitialBytes];
    }

    void IBufferWriter<byte>.Advance(int count) => length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Grow(sizeHint);
        return buffer.AsMemory(length);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        Grow(sizeHint);
        return buffer.AsSpan(length);
    }

    private void Grow(int sizeHint)
    {
        int wanted = length + Math.Max(sizeHint, 1);
        if (wanted > buffer.Length)
            Array.Resize(ref buffer, Math.Max(wanted, 2 * buffer.Length));
    }
}
