using Support;
using Trainer.Corpus;
using Trainer.Corpus.Packing;
using Xunit;

namespace Trainer.Tests.Corpus;

public sealed class TokenShardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Documents_follow_each_other_and_only_the_last_row_is_padded()
    {
        var packing = new TokenPacking(4);
        packing.Add([1, 10, 11, 5], 0);
        packing.Add([1, 20, 5], 1);
        packing.Add([1, 5], 2);
        File.WriteAllBytes(_folder["a.tokens"], packing.ToBytes());

        using var shard = TokenShard.Open(_folder["a.tokens"]);

        Assert.Equal((3, 4), (shard.Rows, shard.Columns));
        Assert.Equal([1, 10, 11, 5, 10, 11, 5, -100, 0, 0, 0, 0], Row(shard, 0));
        Assert.Equal([1, 20, 5, 1, 20, 5, -100, 5, 1, 1, 1, 2], Row(shard, 1));
        Assert.Equal([5, 0, 0, 0, -100, -100, -100, -100, 2, -1, -1, -1], Row(shard, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Row(shard, 3));
    }

    [Fact]
    public void A_shard_without_documents_has_no_rows()
    {
        File.WriteAllBytes(_folder["a.tokens"], new TokenPacking(4).ToBytes());

        using var shard = TokenShard.Open(_folder["a.tokens"]);

        Assert.Equal(0, shard.Rows);
    }

    [Fact]
    public void A_file_that_is_cut_or_lies_about_its_size_is_refused()
    {
        var packing = new TokenPacking(4);
        packing.Add([1, 10, 11, 5], 0);
        var bytes = packing.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(_folder["cut"], bytes[..length]);
            Assert.Throws<InvalidDataException>(() => TokenShard.Open(_folder["cut"]));
        }

        foreach (var (at, value) in new[] { (0, (byte)'x'), (19, (byte)0x7f), (23, (byte)0x7f), (20, (byte)0) })
        {
            var wrong = (byte[])bytes.Clone();
            wrong[at] = value;
            File.WriteAllBytes(_folder["wrong"], wrong);
            Assert.Throws<InvalidDataException>(() => TokenShard.Open(_folder["wrong"]));
        }
    }

    /// <summary>Tokens, labels and documents behind each other.</summary>
    private static int[] Row(TokenShard shard, int row)
    {
        int[] tokens = new int[shard.Columns], labels = new int[shard.Columns], documents = new int[shard.Columns];
        shard.Read(row, tokens, labels, documents);
        return [.. tokens, .. labels, .. documents];
    }
}
