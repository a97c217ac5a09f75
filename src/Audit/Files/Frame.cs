using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Audit.Files;

/// <summary>
/// How both kinds of file are cut into pieces: <c>u32 length | u32 CRC-32C of the payload | payload</c>, little-endian. A
/// length of zero is never valid, so a run of zeros, which a file system may leave behind after a loss of power, is no frame.
/// </summary>
internal static class Frame
{
    public const int HeaderSize = 8;

    /// <summary>Largest entry: a tlog-tiles entry bundle stores each entry's length in 16 bits.</summary>
    public const int MaxEntryBytes = ushort.MaxValue;

    /// <summary>Fills the header in front of a payload whose checksum is known.</summary>
    public static void WriteHeader(Span<byte> header, int payloadLength, uint checksum)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, payloadLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], checksum);
    }

    /// <summary>CRC-32C (RFC 3720 appendix B.4) of <paramref name="first"/> followed by <paramref name="second"/>.</summary>
    public static uint Checksum(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Update(Update(~0u, first), second);

    /// <summary>CRC-32C of <paramref name="payload"/>.</summary>
    public static uint Checksum(ReadOnlySpan<byte> payload) => ~Update(~0u, payload);

    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (byte rest in bytes[(bytes.Length & ~7)..])
            crc = BitOperations.Crc32C(crc, rest);
        return crc;
    }
}
