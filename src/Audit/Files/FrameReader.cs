using System.Buffers;
using System.Buffers.Binary;
using Audit.Merkle;
using Microsoft.Win32.SafeHandles;

namespace Audit.Files;

/// <summary>Reads the frames of one file in order. Tolerates a file that is missing or still growing.</summary>
internal sealed class FrameReader : IDisposable
{
    private const int BufferSize = 256 * 1024;
    private readonly SafeFileHandle? handle;
    private readonly int maxPayload;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int begin;
    private int end;
    private int length;

    public FrameReader(string path, long offset, int maxPayload)
    {
        this.maxPayload = maxPayload;
        Offset = Next = offset;
        if (File.Exists(path))
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Where the frame last read begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the frame after it begins.</summary>
    public long Next { get; private set; }

    /// <summary>Bytes of the file as it is now.</summary>
    public long FileLength => handle is null ? 0 : RandomAccess.GetLength(handle);

    /// <summary>The payload of the frame last read; valid until the next call.</summary>
    public ReadOnlySpan<byte> Payload => buffer.AsSpan(begin + Frame.HeaderSize, length);

    /// <summary>The Merkle leaf hash of <see cref="Payload"/>.</summary>
    public Sha256Digest LeafHash()
        => MerkleHash.LeafInPlace(buffer.AsSpan(begin + Frame.HeaderSize - 1, length + 1));

    /// <summary>Reads the frame at <see cref="Next"/>; anything but a whole one leaves the reader where it is.</summary>
    public FrameStatus Read()
    {
        begin += (int)(Next - Offset);
        Offset = Next;
        length = 0;
        if (!Fill(Frame.HeaderSize))
            return end == begin ? FrameStatus.End : FrameStatus.Unfinished;

        uint payloadLength = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(begin));
        uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(begin + 4));
        if (payloadLength == 0 || payloadLength > (uint)maxPayload)
            return FrameStatus.BadLength;
        if (!Fill(Frame.HeaderSize + (int)payloadLength))
            return FrameStatus.Unfinished;

        length = (int)payloadLength;
        if (Frame.Checksum(Payload) != checksum)
            return FrameStatus.BadChecksum;
        Next = Offset + Frame.HeaderSize + length;
        return FrameStatus.Whole;
    }

    public void Dispose()
    {
        handle?.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private bool Fill(int wanted)
    {
        if (end - begin >= wanted)
            return true;
        MakeRoom(wanted);
        while (handle is not null && end - begin < wanted)
        {
            int read = RandomAccess.Read(handle, buffer.AsSpan(end), Offset + (end - begin));
            if (read == 0)
                break;
            end += read;
        }

        return end - begin >= wanted;
    }

    private void MakeRoom(int wanted)
    {
        byte[] target = wanted <= buffer.Length ? buffer : ArrayPool<byte>.Shared.Rent(wanted);
        buffer.AsSpan(begin, end - begin).CopyTo(target);
        (begin, end) = (0, end - begin);
        if (target == buffer)
            return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = target;
    }
}
