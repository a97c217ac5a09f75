using Retrieval.Crasher;
using Retrieval.Embeddings;
using Xunit;

namespace Retrieval.Tests.Stores.Suites;

public abstract class ReembeddingSuite : StoreSuite
{
    [Fact]
    public async Task The_old_vectors_answer_until_all_new_ones_are_there_and_then_none_of_the_old_is_left()
    {
        await using var store = Case();
        var (old, next) = (new WordHashing("old"), new WordHashing("next", 96));
        for (var i = 0; i < 40; i++)
        {
            await store.With($"{i}.txt", $"thing{i} of colour{i % 7}");
        }

        await store.EmbedAsync(old);
        var seen = new List<string>();
        next.Before = _ => seen.Add(store.NearAsync(old, "thing3 of colour3", limit: 1).GetAwaiter().GetResult().Paths[0]);
        var report = await store.EmbedAsync(next);
        Assert.True(report.Switched);
        Assert.True(seen.Count > 1);
        Assert.All(seen, path => Assert.Equal("3.txt", path));
        Assert.Equal(["next"], store.Store.EmbeddingSpaces.Select(space => space.Model));
        Assert.Equal("3.txt", (await store.NearAsync(next, "thing3 of colour3", limit: 1)).Paths[0]);
        Assert.Equal(80, (await store.Index.CountAsync(StoreCase.Token)).Vectors);
    }

    [Fact]
    public async Task A_model_that_is_out_of_order_leaves_what_was_and_is_gone_on_with()
    {
        await using var store = Case();
        var (old, next) = (new WordHashing("old"), new WordHashing("next"));
        for (var i = 0; i < 80; i++)
        {
            await store.With($"{i}.txt", $"thing{i}");
        }

        await store.EmbedAsync(old);
        next.Before = _ =>
        {
            if (next.Texts >= 32)
            {
                throw new HttpRequestException("no connection");
            }
        };
        await Assert.ThrowsAsync<HttpRequestException>(() => store.EmbedAsync(next));
        Assert.Equal("7.txt", (await store.NearAsync(old, "thing7", limit: 1)).Paths[0]);
        next.Before = _ => { };
        Assert.True((await store.EmbedAsync(next)).Switched);
        Assert.True(next.Texts <= 160 + 32); // What was embedded before the failure was not embedded again.
        Assert.Equal("7.txt", (await store.NearAsync(next, "thing7", limit: 1)).Paths[0]);
    }

    [Fact]
    public async Task A_question_is_embedded_in_the_space_that_is_searched()
    {
        await using var store = Case();
        var (old, next) = (new WordHashing("old"), new WordHashing("next", 96));
        await store.With("a.txt", "zebra");
        await store.EmbedAsync(old);
        WordHashing[] both = [old, next];
        var embedder = new QuestionEmbedder(
            name => both.FirstOrDefault(one => one.Model.Name == name)?.Model, TimeSpan.FromMinutes(1), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<QuestionEmbedder>.Instance);
        async Task<int?> Dimensions()
        {
            using var snapshot = store.Store.BeginRead(StoreCase.Token);
            return (await embedder.EmbedAsync(snapshot, "zebra", StoreCase.Token))?.Vector.Length;
        }

        Assert.Equal(64, await Dimensions());
        await store.EmbedAsync(next);
        Assert.Equal(96, await Dimensions());
    }
}
