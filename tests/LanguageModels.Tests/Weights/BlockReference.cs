namespace LanguageModels.Tests.Weights;

/// <summary>
/// The value of one weight of a block, from the published layouts of ggml's blocks read one bit at a time, in double.
/// Slow, and shares nothing with the code under test.
/// </summary>
internal static class BlockReference
{
    /// <summary>Weight <paramref name="i"/> of a block.</summary>
    public static double Weight(string format, ReadOnlySpan<byte> block, int i) => format switch
    {
        "Q4_0" => Half(block, 0) * (Nibble(block[2..], i) - 8),
        "Q4_1" => Half(block, 0) * Nibble(block[4..], i) + Half(block, 2),
        "Q5_0" => Half(block, 0) * (Nibble(block[6..], i) + 16 * Bits(block[2..], i, 1) - 16),
        "Q5_1" => Half(block, 0) * (Nibble(block[8..], i) + 16 * Bits(block[4..], i, 1)) + Half(block, 2),
        "Q8_0" => Half(block, 0) * (sbyte)block[2 + i],
        "Q4_K" => Half(block, 0) * Scale(block[4..], i / 32) * PairNibble(block[16..], i) - Half(block, 2) * Minimum(block[4..], i / 32),
        "Q5_K" => Half(block, 0) * Scale(block[4..], i / 32) * (PairNibble(block[48..], i) + 16 * Bits(block[16..], i % 32 * 8 + i / 32, 1)) - Half(block, 2) * Minimum(block[4..], i / 32),
        "Q6_K" => Half(block, 208) * (sbyte)block[192 + i / 16] * (Low6(block, i) + 16 * High6(block[128..], i) - 32),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>Bits of a little-endian stream.</summary>
    private static int Bits(ReadOnlySpan<byte> bytes, int first, int count)
    {
        var value = 0;
        for (var bit = 0; bit < count; bit++)
        {
            value |= (bytes[(first + bit) / 8] >> ((first + bit) % 8) & 1) << bit;
        }

        return value;
    }

    /// <summary>IEEE 754 binary16, from its fields; never infinite here.</summary>
    private static double Half(ReadOnlySpan<byte> bytes, int at)
    {
        var (fraction, exponent, sign) = (Bits(bytes[at..], 0, 10), Bits(bytes[at..], 10, 5), Bits(bytes[at..], 15, 1));
        var size = exponent == 0 ? fraction * Math.Pow(2, -24) : (1024 + fraction) * Math.Pow(2, exponent - 25);
        return sign == 1 ? -size : size;
    }

    /// <summary>Blocks of 32: the first 16 weights are the low halves of the 16 bytes.</summary>
    private static int Nibble(ReadOnlySpan<byte> quants, int i) => Bits(quants, i % 16 * 8 + i / 16 * 4, 4);

    /// <summary>Blocks of 256: 64 weights use 32 bytes, the first half of them the low halves.</summary>
    private static int PairNibble(ReadOnlySpan<byte> quants, int i) => Bits(quants, (i / 64 * 32 + i % 32) * 8 + i / 32 % 2 * 4, 4);

    private static int Scale(ReadOnlySpan<byte> packed, int group) =>
        group < 4 ? Bits(packed, group * 8, 6) : Bits(packed, (group + 4) * 8, 4) + 16 * Bits(packed, (group - 4) * 8 + 6, 2);

    private static int Minimum(ReadOnlySpan<byte> packed, int group) =>
        group < 4 ? Bits(packed, (group + 4) * 8, 6) : Bits(packed, (group + 4) * 8 + 4, 4) + 16 * Bits(packed, group * 8 + 6, 2);

    /// <summary>128 weights use 64 bytes: weights 0 to 63 the low halves, 64 to 127 the high ones.</summary>
    private static int Low6(ReadOnlySpan<byte> quants, int i) => Bits(quants, (i / 128 * 64 + i % 64) * 8 + i % 128 / 64 * 4, 4);

    /// <summary>128 weights use 32 bytes of bit pairs: byte j holds those of weights j, j + 32, j + 64 and j + 96.</summary>
    private static int High6(ReadOnlySpan<byte> pairs, int i) => Bits(pairs, (i / 128 * 32 + i % 32) * 8 + i % 128 / 32 * 2, 2);
}
