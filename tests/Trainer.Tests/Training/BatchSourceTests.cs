using FsCheck;
using FsCheck.Fluent;
using Trainer.Backends;
using Trainer.Training;
using Xunit;

namespace Trainer.Tests.Training;

public sealed class BatchSourceTests
{
    private const int Padding = 0;

    [Fact]
    public void A_source_that_is_moved_to_a_position_goes_on_as_it_did_from_there() => Prop.ForAll(
        Gen.Choose(0, 40).ToArbitrary(), Gen.Choose(1, 1000).ToArbitrary(), (before, seed) =>
        {
            var (first, second) = (Mixed((ulong)seed), Mixed((ulong)seed));
            for (var batch = 0; batch < before; batch++)
            {
                first.Next();
            }

            second.MoveTo(first.Position.AsSpan());
            return Enumerable.Range(0, 12).All(_ => Same(first.Next(), second.Next()));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_packed_batch_holds_each_example_whole_and_apart()
    {
        var (packed, plain) = (new BatchComposer(new LetterRows(3, 50, 20), new BatchShape { Rows = 3, Columns = 24, IsPacked = true }, Padding), new LetterRows(3, 50, 20));
        for (var number = 0; number < 20; number++)
        {
            var batch = packed.Next();
            var tokens = batch.Tokens;
            Assert.Equal(tokens.Documents!.Count(document => document > 0), batch.TokenCount);
            for (var document = 1; document <= batch.Sources.Length; document++)
            {
                var expected = plain.Next();
                int[] places = [.. Enumerable.Range(0, tokens.Tokens.Length).Where(place => tokens.Documents![place] == document)];
                Assert.Equal(expected.Source, batch.Sources[document - 1]);
                Assert.Equal(expected.Tokens, places.Select(place => tokens.Tokens[place]));
                Assert.Equal(expected.Labels, places.Select(place => tokens.Targets[place]));
                Assert.Equal(places[0] / tokens.Columns, places[^1] / tokens.Columns);
            }
        }
    }

    [Fact]
    public void A_batch_that_is_not_packed_is_as_wide_as_its_longest_example_and_cuts_longer_ones()
    {
        var batch = new BatchComposer(new LetterRows(5, 50, 40), new BatchShape { Rows = 8, Columns = 16 }, Padding).Next().Tokens;

        Assert.Equal((8, 16), (batch.Rows, batch.Columns));
        Assert.Null(batch.Documents);
    }

    [Fact]
    public void Mixed_sources_keep_their_shares_within_one_batch_at_any_moment()
    {
        var parts = new[] { Composer(1, 12), Composer(2, 30) };
        var mixed = new MixedBatches((parts[0], 0.7), (parts[1], 0.3));
        long all = 0, second = 0;
        for (var number = 0; number < 400; number++)
        {
            var before = parts[1].Position[0];
            var batch = mixed.Next();
            all += batch.TokenCount;
            second += parts[1].Position[0] != before ? batch.TokenCount : 0;
            Assert.InRange(second, (0.3 * all) - 240, (0.3 * all) + 240); // a batch has at most 8 x 30 tokens
        }
    }

    [Fact]
    public void A_part_with_no_share_is_never_drawn()
    {
        var parts = new[] { new LetterRows(1, 9, 5), new LetterRows(2, 9, 5) };
        var mixed = new MixedRows((parts[0], 1), (parts[1], 0));
        for (var number = 0; number < 100; number++)
        {
            mixed.Next();
        }

        Assert.Equal([0], parts[1].Position);
    }

    private static BatchComposer Composer(ulong seed, int longest) => new(new LetterRows(seed, 50, longest), new BatchShape { Rows = 8, Columns = 64 }, Padding);

    private static MixedBatches Mixed(ulong seed) => new(
        (new BatchComposer(new MixedRows((new LetterRows(seed, 50, 12), 0.5), (new LetterRows(seed + 1, 50, 30), 0.5)), new BatchShape { Rows = 2, Columns = 32, IsPacked = true }, Padding), 0.6),
        (Composer(seed + 2, 20), 0.4));

    private static bool Same(TrainingBatch one, TrainingBatch other) =>
        one.Sources.SequenceEqual(other.Sources) && Same(one.Tokens, other.Tokens);

    private static bool Same(TokenBatch one, TokenBatch other) =>
        one.Columns == other.Columns && one.Tokens.SequenceEqual(other.Tokens) && one.Targets.SequenceEqual(other.Targets)
        && (one.Documents ?? []).SequenceEqual(other.Documents ?? []);
}
