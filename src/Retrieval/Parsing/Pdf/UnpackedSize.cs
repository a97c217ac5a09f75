using System.IO.Compression;
using UglyToad.PdfPig.Filters;

namespace Retrieval.Parsing.Pdf;

/// <summary>How many bytes a filter would unpack, without keeping them.</summary>
internal static class UnpackedSize
{
    private const int ZlibHeader = 2;
    private const int LzwClear = 256;
    private const int LzwEnd = 257;
    private const int LzwMaxBits = 12;

    /// <summary>The size, or one more than the limit as soon as it is exceeded. Filters of pictures are never asked to unpack.</summary>
    public static long Of(IFilter filter, ReadOnlySpan<byte> packed, long limit) => filter switch
    {
        FlateFilter => OfDeflate(packed, limit),
        LzwFilter => OfLzw(packed, limit),
        RunLengthFilter => Math.Min(limit + 1, packed.Length * 64L), // At most 128 bytes for two (PDF 32000-1 section 7.4.5).
        Ascii85Filter => Math.Min(limit + 1, packed.Length * 4L), // 'z' stands for four bytes.
        _ => Math.Min(limit + 1, packed.Length),
    };

    private static long OfDeflate(ReadOnlySpan<byte> packed, long limit)
    {
        if (packed.Length <= ZlibHeader)
        {
            return 0;
        }

        using var unpacked = new DeflateStream(new MemoryStream(packed[ZlibHeader..].ToArray()), CompressionMode.Decompress);
        var buffer = new byte[16 * 1024];
        long size = 0;
        try
        {
            while (size <= limit && unpacked.Read(buffer) is var read and > 0)
            {
                size += read;
            }
        }
        catch (InvalidDataException)
        {
            // Damaged streams are common; what could be unpacked counts, as it does for the filter.
        }

        return Math.Min(size, limit + 1);
    }

    /// <summary>Counts by the lengths of the table's entries (PDF 32000-1 section 7.4.4.2); a wider code than real ones only counts more.</summary>
    private static long OfLzw(ReadOnlySpan<byte> packed, long limit)
    {
        var lengths = new int[1 << LzwMaxBits];
        Array.Fill(lengths, 1, 0, LzwClear);
        var (next, bits, buffer, held, previous, size) = (LzwEnd + 1, 9, 0u, 0, 0, 0L);
        foreach (var one in packed)
        {
            buffer = (buffer << 8) | one;
            held += 8;
            if (held < bits)
            {
                continue;
            }

            var code = (int)((buffer >> (held - bits)) & ((1u << bits) - 1));
            held -= bits;
            if (code == LzwEnd)
            {
                break;
            }

            if (code == LzwClear)
            {
                (next, bits, previous) = (LzwEnd + 1, 9, 0);
                continue;
            }

            var length = code < next ? Math.Max(1, lengths[code]) : previous + 1;
            size += length;
            if (size > limit)
            {
                return limit + 1;
            }

            if (previous > 0 && next < lengths.Length)
            {
                lengths[next++] = previous + 1;
                bits = next >= (1 << bits) - 1 && bits < LzwMaxBits ? bits + 1 : bits;
            }

            previous = length;
        }

        return size;
    }
}
