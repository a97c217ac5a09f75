using System.Buffers.Binary;

namespace LanguageModels.Weights;

/// <summary>Blocks of 32 weights (ggml <c>block_q4_0</c> to <c>block_q8_0</c>): a half-precision scale, perhaps a minimum, then the quants.</summary>
internal static class SmallBlocks
{
    private const int Size = 32, Half = 16;

    /// <summary>w = (q - 8) d; byte j holds weight j low and weight j + 16 high.</summary>
    public static void Q4Symmetric(ReadOnlySpan<byte> blocks, Span<float> weights)
    {
        for (; weights.Length > 0; blocks = blocks[18..], weights = weights[Size..])
        {
            var scale = Scale(blocks);
            Nibbles(blocks.Slice(2, Half), default, scale, -8 * scale, weights);
        }
    }

    /// <summary>w = q d + m.</summary>
    public static void Q4Offset(ReadOnlySpan<byte> blocks, Span<float> weights)
    {
        for (; weights.Length > 0; blocks = blocks[20..], weights = weights[Size..])
        {
            Nibbles(blocks.Slice(4, Half), default, Scale(blocks), Scale(blocks[2..]), weights);
        }
    }

    /// <summary>w = (q - 16) d; the fifth bits stand apart, bit j for weight j.</summary>
    public static void Q5Symmetric(ReadOnlySpan<byte> blocks, Span<float> weights)
    {
        for (; weights.Length > 0; blocks = blocks[22..], weights = weights[Size..])
        {
            var scale = Scale(blocks);
            Nibbles(blocks.Slice(6, Half), blocks.Slice(2, 4), scale, -16 * scale, weights);
        }
    }

    /// <summary>w = q d + m, with fifth bits.</summary>
    public static void Q5Offset(ReadOnlySpan<byte> blocks, Span<float> weights)
    {
        for (; weights.Length > 0; blocks = blocks[24..], weights = weights[Size..])
        {
            Nibbles(blocks.Slice(8, Half), blocks.Slice(4, 4), Scale(blocks), Scale(blocks[2..]), weights);
        }
    }

    /// <summary>w = q d, q a signed byte.</summary>
    public static void Q8(ReadOnlySpan<byte> blocks, Span<float> weights)
    {
        for (; weights.Length > 0; blocks = blocks[34..], weights = weights[Size..])
        {
            var scale = Scale(blocks);
            for (var i = 0; i < Size; i++)
            {
                weights[i] = (sbyte)blocks[2 + i] * scale;
            }
        }
    }

    private static void Nibbles(ReadOnlySpan<byte> quants, ReadOnlySpan<byte> fifthBits, float scale, float offset, Span<float> weights)
    {
        var bits = fifthBits.IsEmpty ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(fifthBits);
        for (var i = 0; i < Half; i++)
        {
            weights[i] = ((quants[i] & 15) | (int)((bits >> i) & 1) << 4) * scale + offset;
            weights[i + Half] = ((quants[i] >> 4) | (int)((bits >> (i + Half)) & 1) << 4) * scale + offset;
        }
    }

    private static float Scale(ReadOnlySpan<byte> bytes) => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);
}
