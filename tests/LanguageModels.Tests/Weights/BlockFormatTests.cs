using LanguageModels.Weights;
using Support;
using Xunit;

namespace LanguageModels.Tests.Weights;

public sealed class BlockFormatTests
{
    private const int Blocks = 40;

    /// <summary>Format, number in the file, weights and bytes of a block, and where the block holds half-precision numbers.</summary>
    public static TheoryData<string, uint, int, int, int[]> Formats => new()
    {
        { "Q4_0", 2, 32, 18, [0] },
        { "Q4_1", 3, 32, 20, [0, 2] },
        { "Q5_0", 6, 32, 22, [0] },
        { "Q5_1", 7, 32, 24, [0, 2] },
        { "Q8_0", 8, 32, 34, [0] },
        { "Q4_K", 12, 256, 144, [0, 2] },
        { "Q5_K", 13, 256, 176, [0, 2] },
        { "Q6_K", 14, 256, 210, [208] },
    };

    /// <summary>Every product of these formats fits float32, so one rounding is left, and the values are equal, not near.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void Blocks_of_a_file_are_worth_what_the_bitwise_reference_says(string format, uint type, int size, int bytes, int[] halves)
    {
        var blocks = RandomBlocks(bytes, halves, seed: (int)type);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["model.gguf"], new GgufBuilder().Tensor("w", type, [size * 4, Blocks / 4], blocks).Build());

        using var file = GgufFile.Open(folder["model.gguf"]);
        var weights = new float[file.Tensors["w"].Elements];
        file.Read("w", weights);

        Assert.Equal(format, file.Tensors["w"].Type);
        Assert.Equal([Blocks / 4, size * 4], file.Tensors["w"].Shape);
        Assert.Equal(blocks, file.Raw("w"));
        for (var i = 0; i < weights.Length; i++)
        {
            Assert.Equal((float)BlockReference.Weight(format, blocks.AsSpan(i / size * bytes, bytes), i % size), weights[i]);
        }
    }

    [Theory]
    [InlineData("F32", 4)]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    public void Elements_survive_the_way_there_and_back_whatever_their_number(string type, int size)
    {
        for (var count = 0; count < 70; count++)
        {
            var values = Enumerable.Range(0, count).Select(i => (i - 30) * 0.25f).ToArray();
            var bytes = new byte[count * size];
            var back = new float[count];

            ElementTypes.FromSingle(type, values, bytes);
            ElementTypes.ToSingle(type, bytes, back);

            Assert.Equal(values, back);
        }
    }

    [Theory] // Half-way cases go to the even neighbour; the smallest step at 1 is 2^-7.
    [InlineData(0x3F80_8000u, 0x3F80)]
    [InlineData(0x3F81_8000u, 0x3F82)]
    [InlineData(0x3F80_8001u, 0x3F81)]
    [InlineData(0x7F7F_FFFFu, 0x7F80)]
    [InlineData(0xFF80_0000u, 0xFF80)]
    [InlineData(0x7F80_0001u, 0x7FC0)]
    public void A_brain_float_is_the_nearest(uint value, int expected)
    {
        var bytes = new byte[2];

        ElementTypes.FromSingle("BF16", [BitConverter.UInt32BitsToSingle(value)], bytes);

        Assert.Equal(expected, BitConverter.ToUInt16(bytes));
    }

    [Fact]
    public void A_destination_of_the_wrong_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ElementTypes.ToSingle("F16", new byte[4], new float[3]));
        Assert.Throws<ArgumentException>(() => BlockFormat.Of("Q4_0")!.Dequantise(new byte[18], new float[64]));
    }

    /// <summary>Any bits, but scales of ordinary size.</summary>
    private static byte[] RandomBlocks(int bytes, int[] halves, int seed)
    {
        var random = new Random(seed);
        var blocks = new byte[Blocks * bytes];
        random.NextBytes(blocks);
        for (var block = 0; block < Blocks; block++)
        {
            foreach (var half in halves)
            {
                BitConverter.TryWriteBytes(blocks.AsSpan(block * bytes + half), (Half)(random.NextDouble() * 2 - 1));
            }
        }

        return blocks;
    }
}
