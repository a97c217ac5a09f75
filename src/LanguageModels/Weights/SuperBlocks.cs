using System.Buffers.Binary;

namespace LanguageModels.Weights;

/// <summary>Blocks of 256 weights with quantised scales (ggml <c>block_q4_K</c>, <c>block_q5_K</c>, <c>block_q6_K</c>).</summary>
internal static class SuperBlocks
{
    private const int Size = 256, Group = 32;

    /// <summary>d, dmin, 12 bytes of 6-bit scales and minima for 8 groups of 32, 128 bytes of nibbles: w = q d scale - dmin min.</summary>
    public static void Q4(ReadOnlySpan<byte> blocks, Span<float> weights)
    {
        for (; weights.Length > 0; blocks = blocks[144..], weights = weights[Size..])
        {
            Groups(blocks, blocks.Slice(16, 128), default, weights);
        }
    }

    /// <summary>As Q4, with 32 bytes of fifth bits before the nibbles: bit g of byte i belongs to weight i of group g.</summary>
    public static void Q5(ReadOnlySpan<byte> blocks, Span<float> weights)
    {
        for (; weights.Length > 0; blocks = blocks[176..], weights = weights[Size..])
        {
            Groups(blocks, blocks.Slice(48, 128), blocks.Slice(16, 32), weights);
        }
    }

    /// <summary>128 bytes of low nibbles, 64 of high bit pairs, 16 signed scales, d: w = (q - 32) d scale, 16 weights a scale.</summary>
    public static void Q6(ReadOnlySpan<byte> blocks, Span<float> weights)
    {
        for (; weights.Length > 0; blocks = blocks[210..], weights = weights[Size..])
        {
            var scale = (float)BinaryPrimitives.ReadHalfLittleEndian(blocks[208..]);
            for (var half = 0; half < 2; half++)
            {
                Q6Half(blocks.Slice(half * 64, 64), blocks.Slice(128 + half * 32, 32), blocks.Slice(192 + half * 8, 8), scale, weights.Slice(half * 128, 128));
            }
        }
    }

    private static void Q6Half(ReadOnlySpan<byte> low, ReadOnlySpan<byte> high, ReadOnlySpan<byte> scales, float scale, Span<float> weights)
    {
        for (var i = 0; i < 32; i++)
        {
            weights[i] = scale * (sbyte)scales[i / 16] * (((low[i] & 15) | (high[i] & 3) << 4) - 32);
            weights[i + 32] = scale * (sbyte)scales[2 + i / 16] * (((low[i + 32] & 15) | (high[i] >> 2 & 3) << 4) - 32);
            weights[i + 64] = scale * (sbyte)scales[4 + i / 16] * ((low[i] >> 4 | (high[i] >> 4 & 3) << 4) - 32);
            weights[i + 96] = scale * (sbyte)scales[6 + i / 16] * ((low[i + 32] >> 4 | (high[i] >> 6 & 3) << 4) - 32);
        }
    }

    /// <summary>Groups 2g and 2g + 1 share 32 bytes: low nibbles and high nibbles.</summary>
    private static void Groups(ReadOnlySpan<byte> head, ReadOnlySpan<byte> nibbles, ReadOnlySpan<byte> fifthBits, Span<float> weights)
    {
        var scale = (float)BinaryPrimitives.ReadHalfLittleEndian(head);
        var least = (float)BinaryPrimitives.ReadHalfLittleEndian(head[2..]);
        for (var group = 0; group < 8; group++)
        {
            var (groupScale, groupLeast) = ScaleAndMinimum(head.Slice(4, 12), group);
            var (factor, offset) = (scale * groupScale, least * groupLeast);
            var bytes = nibbles.Slice(group / 2 * Group, Group);
            for (var i = 0; i < Group; i++)
            {
                var quant = group % 2 == 0 ? bytes[i] & 15 : bytes[i] >> 4;
                quant |= fifthBits.IsEmpty ? 0 : (fifthBits[i] >> group & 1) << 4;
                weights[group * Group + i] = factor * quant - offset;
            }
        }
    }

    /// <summary>Six bits each: groups 0 to 3 lie whole in bytes 0 to 7; the others have four bits in bytes 8 to 11 and two on top of the first ones.</summary>
    private static (int Scale, int Minimum) ScaleAndMinimum(ReadOnlySpan<byte> packed, int group) => group < 4
        ? (packed[group] & 63, packed[group + 4] & 63)
        : ((packed[group + 4] & 15) | packed[group - 4] >> 6 << 4, packed[group + 4] >> 4 | packed[group] >> 6 << 4);
}
