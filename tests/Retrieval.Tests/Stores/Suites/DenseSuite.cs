using Retrieval.Crasher;
using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests.Stores.Suites;

public abstract class DenseSuite : StoreSuite
{
    /// <summary>The rounding of 32-bit sums; scores are exact, only the choice of candidates is not.</summary>
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(RetrievalUnit.Document)]
    [InlineData(RetrievalUnit.Chunk)]
    public async Task The_nearest_come_first_with_their_exact_cosines(RetrievalUnit unit)
    {
        await using var store = Case();
        var model = new WordHashing("m");
        string[] texts = ["red apples grow", "red apples fall", "blue whales dive", "green frogs jump", "grey mice run"];
        await store.Intake.PutAsync([.. texts.Select((text, i) => StoreCase.Incoming($"{i}.txt", text) with { Title = "" })], StoreCase.Token);
        await store.EmbedAsync(model);
        var (paths, ranking) = await store.NearAsync(model, "red apples grow", unit, limit: 3);
        Assert.Equal(["0.txt", "1.txt"], paths.Take(2));
        Assert.Equal(3, paths.Count);
        var query = model.Vector("red apples grow");
        var cosines = texts.Select(text => model.Vector(text).Zip(query, (a, b) => (double)a * b).Sum()).ToList();
        Assert.Equal(cosines.OrderDescending().Take(3), ranking.Hits.Select(hit => hit.Score), (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(cosines.Average(), ranking.Mean, 0.01); // Eight bits are enough for the mean of all.
    }

    [Fact]
    public async Task A_long_document_is_found_by_its_best_chunk()
    {
        await using var store = Case();
        var model = new WordHashing("m");
        await store.With("long.md", string.Join("\n\n", Enumerable.Range(0, 30).Select(i => $"## Part {i}\n\nparagraph number{i} speaks of thing{i} alone")));
        await store.With("other.md", "something else entirely");
        await store.EmbedAsync(model);
        Assert.Equal("long.md", (await store.NearAsync(model, "paragraph number17 speaks of thing17 alone", limit: 1)).Paths[0]);
    }

    [Fact]
    public async Task Equal_texts_are_embedded_once_and_kept_ones_not_again()
    {
        await using var store = Case();
        var model = new WordHashing("m");
        await store.With("a.txt", "the very same text");
        await store.EmbedAsync(model);
        var before = model.Texts;
        await store.Intake.PutAsync([StoreCase.Incoming("a.txt", "the very same text", "d", ["label"])], StoreCase.Token);
        await store.EmbedAsync(model);
        Assert.Equal(before, model.Texts);
        Assert.Single((await store.NearAsync(model, "same text")).Paths);
    }

    [Fact]
    public async Task A_document_that_the_model_refuses_is_found_by_words_and_keeps_no_other_back()
    {
        await using var store = Case();
        var model = new WordHashing("m")
        {
            Before = texts =>
            {
                if (texts.Any(text => text.Contains("poison")))
                {
                    throw new InvalidDataException("refused");
                }
            },
        };
        await store.With("good.txt", "healthy food");
        await store.With("bad.txt", "poison food");
        var report = await store.EmbedAsync(model);
        Assert.Equal(["d/bad.txt"], report.Failed.Keys);
        Assert.Equal(["good.txt"], (await store.NearAsync(model, "food")).Paths);
        Assert.Equal(2, (await store.FindAsync("food")).Count);
    }
}
