using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests.Stores.Suites;

public abstract class LexicalSuite : StoreSuite
{
    [Theory]
    [InlineData(RetrievalUnit.Document)]
    [InlineData(RetrievalUnit.Chunk)]
    public async Task A_rare_word_counts_more_than_a_common_one(RetrievalUnit unit)
    {
        await using var store = Case();
        for (var i = 0; i < 6; i++)
        {
            await store.With($"common{i}.txt", "excess cover applies here");
        }

        await store.With("rare.txt", "zebra cover applies here");
        Assert.Equal("rare.txt", (await store.FindAsync("zebra excess", unit))[0]);
        Assert.Equal(7, (await store.FindAsync("zebra excess", unit)).Count);
        Assert.Empty(await store.FindAsync("yak", unit));
    }

    [Fact]
    public async Task Stems_meet_where_the_domain_stems_and_only_there()
    {
        await using var store = Case();
        await store.With("a.txt", "claims were settled");
        Assert.Single(await store.FindAsync("claim settling"));
        await store.Intake.SetStemmingAsync("d", false, StoreCase.Token);
        Assert.Empty(await store.FindAsync("claim settling"));
        Assert.Single(await store.FindAsync("claims"));
    }

    [Fact]
    public async Task A_limit_keeps_the_best()
    {
        await using var store = Case();
        await store.With("long.txt", "zebra and many other words that make this document much longer than the other one is");
        await store.With("short.txt", "zebra zebra");
        Assert.Equal(["short.txt"], await store.FindAsync("zebra", limit: 1));
    }
}
