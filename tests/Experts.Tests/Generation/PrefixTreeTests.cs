using Experts.Generation;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Experts.Tests.Generation;

public sealed class PrefixTreeTests
{
    [Fact]
    public void What_is_found_is_always_what_was_kept_for_these_tokens_and_this_adapter() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<int, PositiveInt, PositiveInt>((seed, capacity, block) =>
        {
            var random = new Random(seed);
            var (length, blocks) = (1 + (block.Get % 4), new string[1 + (capacity.Get % 12)]);
            var tree = new PrefixTree(blocks.Length, length);
            for (var round = 0; round < 80; round++)
            {
                // Few values, so that beginnings are shared often.
                var (adapter, tokens) = (random.Next(2), Enumerable.Range(0, random.Next(14)).Select(_ => random.Next(2)).ToArray());
                var found = new List<int>();
                tree.Find(adapter, tokens, found);
                for (var i = 0; i < found.Count; i++)
                {
                    Assert.Equal(Content(adapter, tokens, (i + 1) * length), blocks[found[i]]);
                }

                var added = new List<(int Position, int Block)>();
                tree.Keep(adapter, tokens, (position, block) => added.Add((position, block)));
                Assert.Equal(added.Count, added.Select(one => one.Block).Distinct().Count());
                added.ForEach(one => blocks[one.Block] = Content(adapter, tokens, one.Position + length));
                Assert.True(tree.Kept <= blocks.Length);

                // What was just kept is there, as far as there is room at all.
                found.Clear();
                tree.Find(adapter, tokens, found);
                Assert.Equal(Math.Min(tokens.Length / length, blocks.Length), found.Count);
            }

            return true;
        }));

    [Fact]
    public void A_full_tree_gives_up_what_was_used_longest_ago()
    {
        var tree = new PrefixTree(2, 2);
        Keep(tree, 1, 2);
        Keep(tree, 3, 4);
        Assert.Equal(1, Found(tree, 1, 2));

        Keep(tree, 5, 6);

        Assert.Equal((1, 0, 1), (Found(tree, 1, 2), Found(tree, 3, 4), Found(tree, 5, 6)));
    }

    [Fact]
    public void A_beginning_is_not_given_up_before_what_goes_on_from_it()
    {
        var tree = new PrefixTree(3, 2);
        Keep(tree, 1, 2, 3, 4);
        Keep(tree, 9, 9);

        Keep(tree, 1, 2, 5, 6);

        Assert.Equal((2, 1), (Found(tree, 1, 2, 5, 6), Found(tree, 9, 9)));
    }

    [Fact]
    public void What_is_forgotten_of_an_adapter_makes_room_and_leaves_the_others()
    {
        var tree = new PrefixTree(4, 2);
        Keep(tree, 1, 2);
        tree.Keep(5, [1, 2, 3, 4, 5, 6], (_, _) => { });

        tree.Forget(5);

        var found = new List<int>();
        tree.Find(5, [1, 2], found);
        Assert.Empty(found);
        Assert.Equal((1, 1), (tree.Kept, Found(tree, 1, 2)));
        Keep(tree, 7, 7, 8, 8, 9, 9);
        Assert.Equal((1, 3), (Found(tree, 1, 2), Found(tree, 7, 7, 8, 8, 9, 9)));
    }

    [Fact]
    public void What_could_not_be_written_is_not_found_and_its_place_is_used_again()
    {
        var tree = new PrefixTree(2, 2);

        Assert.Throws<IOException>(() => tree.Keep(0, [1, 2, 3, 4], (position, _) => _ = position == 2 ? throw new IOException() : 0));

        Assert.Equal(1, Found(tree, 1, 2, 3, 4));
        Keep(tree, 1, 2, 3, 4);
        Assert.Equal(2, Found(tree, 1, 2, 3, 4));
    }

    private static void Keep(PrefixTree tree, params int[] tokens) => tree.Keep(0, tokens, (_, _) => { });

    private static int Found(PrefixTree tree, params int[] tokens)
    {
        var found = new List<int>();
        tree.Find(0, tokens, found);
        return found.Count;
    }

    private static string Content(int adapter, int[] tokens, int length) => $"{adapter}:{string.Join(",", tokens.Take(length))}";
}
