namespace LanguageModels.Graphs;

/// <summary>Quantises matrices in blocks of 32 along their rows. Deterministic; rows are done in parallel.</summary>
internal static class BlockQuantiser
{
    /// <summary>Weights of a block.</summary>
    public const int BlockSize = 32;

    /// <summary>What becomes of one block: its quants (0 to 2^bits - 1), and w = (q - zero) scale + minimum.</summary>
    private delegate (float Scale, int Zero, float Minimum) BlockRule(ReadOnlySpan<float> block, Span<byte> quants);

    /// <summary>8 bits around zero: the largest magnitude becomes 127.</summary>
    public static QuantisedMatrix Int8(ReadOnlyMemory<float> weights, int rows, int columns) => Quantise(weights, rows, columns, 8, false, false, Symmetric8);

    /// <summary>4 bits around zero: the weight of largest magnitude becomes -8 (as in ggml's Q4_0 and ONNX Runtime's own quantiser).</summary>
    public static QuantisedMatrix Int4(ReadOnlyMemory<float> weights, int rows, int columns) => Quantise(weights, rows, columns, 4, false, false, Symmetric4);

    /// <summary>4 bits with a whole zero point; scale and zero point searched for the least squared error.</summary>
    public static QuantisedMatrix Int4ZeroPoint(ReadOnlyMemory<float> weights, int rows, int columns) => Quantise(weights, rows, columns, 4, true, false, ZeroPoint4);

    /// <summary>4 bits between the block's least and largest weight.</summary>
    public static QuantisedMatrix Int4Minimum(ReadOnlyMemory<float> weights, int rows, int columns) => Quantise(weights, rows, columns, 4, false, true, Minimum4);

    private static QuantisedMatrix Quantise(ReadOnlyMemory<float> weights, int rows, int columns, int bits, bool hasZeroPoints, bool hasMinima, BlockRule rule)
    {
        var blocks = (columns + BlockSize - 1) / BlockSize;
        var blockBytes = BlockSize * bits / 8;
        var zeroBytes = (blocks * bits + 7) / 8;
        var matrix = new QuantisedMatrix(
            bits, blocks, new byte[(long)rows * blocks * blockBytes], new float[rows * blocks],
            hasZeroPoints ? new byte[rows * zeroBytes] : null, hasMinima ? new float[blocks * rows] : null);
        Parallel.For(0, rows, row =>
        {
            Span<float> block = stackalloc float[BlockSize];
            Span<byte> quants = stackalloc byte[BlockSize];
            for (var b = 0; b < blocks; b++)
            {
                var width = Math.Min(BlockSize, columns - b * BlockSize);
                block.Clear();
                weights.Span.Slice(row * columns + b * BlockSize, width).CopyTo(block);
                var (scale, zero, minimum) = rule(block, quants);
                matrix.Scales[row * blocks + b] = scale;
                Pack(quants, bits, matrix.Quants.AsSpan((row * blocks + b) * blockBytes, blockBytes));
                if (matrix.ZeroPoints is { } zeros)
                {
                    zeros[row * zeroBytes + b / 2] |= (byte)(zero << b % 2 * 4);
                }

                if (matrix.Minima is { } minima)
                {
                    minima[b * rows + row] = minimum;
                }
            }
        });
        return matrix;
    }

    private static void Pack(ReadOnlySpan<byte> quants, int bits, Span<byte> packed)
    {
        if (bits == 8)
        {
            quants.CopyTo(packed);
            return;
        }

        for (var i = 0; i < packed.Length; i++)
        {
            packed[i] = (byte)(quants[2 * i] | quants[2 * i + 1] << 4);
        }
    }

    private static (float, int, float) Symmetric8(ReadOnlySpan<float> block, Span<byte> quants)
    {
        var scale = MathF.Abs(Extreme(block)) / 127;
        Fill(block, quants, scale, 128, 255);
        return (scale, 128, 0);
    }

    private static (float, int, float) Symmetric4(ReadOnlySpan<float> block, Span<byte> quants)
    {
        var scale = Extreme(block) / -8;
        Fill(block, quants, scale, 8, 15);
        return (scale, 8, 0);
    }

    /// <summary>w = q d + m = (q - 8) d + (m + 8 d): the second term needs only the sum of the inputs of a block.</summary>
    private static (float, int, float) Minimum4(ReadOnlySpan<float> block, Span<byte> quants)
    {
        var (least, most) = Range(block);
        var scale = (most - least) / 15;
        for (var i = 0; i < block.Length; i++)
        {
            quants[i] = scale == 0 ? (byte)0 : (byte)Math.Clamp((int)MathF.Round((block[i] - least) / scale), 0, 15);
        }

        return (scale, 8, least + 8 * scale);
    }

    private static (float, int, float) ZeroPoint4(ReadOnlySpan<float> block, Span<byte> quants)
    {
        var (least, most) = Range(block);
        (least, most) = (Math.Min(least, 0), Math.Max(most, 0));
        if (most == least)
        {
            quants.Fill(8);
            return (0, 8, 0);
        }

        var (bestScale, bestZero, bestError) = (0f, 8, float.PositiveInfinity);
        for (var step = 0; step < 16; step++)
        {
            var scale = (most - least) / 15 * (0.82f + step * 0.02f);
            var middle = (int)MathF.Round(-least / scale);
            for (var zero = Math.Max(middle - 1, 0); zero <= Math.Min(middle + 1, 15); zero++)
            {
                var error = Error(block, scale, zero);
                (bestScale, bestZero, bestError) = error < bestError ? (scale, zero, error) : (bestScale, bestZero, bestError);
            }
        }

        Fill(block, quants, bestScale, bestZero, 15);
        return (bestScale, bestZero, 0);
    }

    private static float Error(ReadOnlySpan<float> block, float scale, int zero)
    {
        var (inverse, sum) = (1 / scale, 0f);
        foreach (var weight in block)
        {
            var quant = Math.Clamp(MathF.Round(weight * inverse) + zero, 0, 15);
            var difference = (quant - zero) * scale - weight;
            sum += difference * difference;
        }

        return sum;
    }

    private static void Fill(ReadOnlySpan<float> block, Span<byte> quants, float scale, int zero, int most)
    {
        var inverse = scale == 0 ? 0 : 1 / scale;
        for (var i = 0; i < block.Length; i++)
        {
            quants[i] = (byte)Math.Clamp((int)MathF.Round(block[i] * inverse) + zero, 0, most);
        }
    }

    private static float Extreme(ReadOnlySpan<float> block)
    {
        var extreme = 0f;
        foreach (var weight in block)
        {
            extreme = MathF.Abs(weight) > MathF.Abs(extreme) ? weight : extreme;
        }

        return extreme;
    }

    private static (float Least, float Most) Range(ReadOnlySpan<float> block)
    {
        var (least, most) = (block[0], block[0]);
        foreach (var weight in block)
        {
            (least, most) = (MathF.Min(least, weight), MathF.Max(most, weight));
        }

        return (least, most);
    }
}
