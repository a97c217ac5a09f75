using System.Collections.Immutable;
using Retrieval.Crasher;
using Retrieval.Documents;
using Retrieval.Ingestion;
using Retrieval.Stores;
using Xunit;

namespace Retrieval.Tests.Stores.Suites;

public abstract class FilterSuite : StoreSuite
{
    private const int Documents = 60;
    private const int Queries = 80;

    private static readonly string[] Words = ["zebra", "yak", "otter", "heron", "lynx"];
    private static readonly string[] Labels = ["hr", "board", "audit"];

    /// <summary>Random keys, documents and questions: what is found is exactly what may be seen and matches, however many others match better.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_foreign_passage_is_ever_found_and_no_own_one_is_missed(int seed)
    {
        await using var store = Case();
        var random = new Random(seed);
        var model = new WordHashing("m");
        var known = Enumerable.Range(0, Documents).Select(i => Sample.Of(random, i)).ToList();
        await store.Intake.PutAsync([.. known.Select(one => one.Incoming)], StoreCase.Token);
        await store.EmbedAsync(model);
        for (var i = 0; i < Queries; i++)
        {
            var word = Words[random.Next(Words.Length)];
            string[] domains = [.. new[] { "a", "b", "c" }.Where(_ => random.Next(2) == 0)];
            string[]? labels = random.Next(4) == 0 ? null : [.. Labels.Where(_ => random.Next(2) == 0)];
            var year = random.Next(5);
            var filter = new SearchFilter(domains)
            {
                Labels = labels,
                Attributes = random.Next(2) == 0 ? null : new AttributeFilter.Comparison("year", Relation.GreaterOrEqual, [AttributeValue.Of(year)]),
            };
            bool MaySee(Sample one) => domains.Contains(one.Domain) && (labels is null || one.Labels.Length == 0 || one.Labels.Intersect(labels).Any())
                && (filter.Attributes is null || one.Year >= year);
            var own = known.Where(MaySee).ToList();
            Assert.Equal(own.Where(one => one.Text.Contains(word)).Select(one => one.Path).Order(), (await store.FindAsync(word, RetrievalUnit.Document, filter)).Order());
            Assert.Equal(own.Where(one => one.Text.Contains(word)).Select(one => one.Path).Order(), (await store.FindAsync(word, RetrievalUnit.Chunk, filter)).Order());
            Assert.Equal(own.Select(one => one.Path).Order(), (await store.NearAsync(model, word, RetrievalUnit.Document, filter)).Paths.Order());
            Assert.Equal(Math.Min(3, own.Count), (await store.NearAsync(model, word, RetrievalUnit.Chunk, filter, 3)).Paths.Intersect(own.Select(one => one.Path)).Count());
        }
    }

    [Fact]
    public async Task A_changed_label_counts_at_once()
    {
        await using var store = Case();
        await store.With("a.txt", "zebra", labels: ["hr"]);
        var mine = new SearchFilter(["d"]) { Labels = ["hr"] };
        Assert.Single(await store.FindAsync("zebra", filter: mine));
        Assert.True(await store.Intake.DescribeAsync("d/a.txt", ["board"], ImmutableSortedDictionary<string, AttributeValue>.Empty, StoreCase.Token));
        Assert.Empty(await store.FindAsync("zebra", filter: mine));
        Assert.Single(await store.FindAsync("zebra", filter: mine with { Labels = ["board"] }));
    }

    [Fact]
    public async Task A_question_about_a_date_sees_what_was_valid_on_it()
    {
        await using var store = Case();
        await store.With("old.md", "---\ntitle: T\neffective_from: 2023-01-01\neffective_to: 2023-12-31\n---\nzebra old");
        await store.With("new.md", "---\ntitle: T\neffective_from: 2024-01-01\n---\nzebra new");
        async Task<IReadOnlyList<string>> On(DateOnly? day, bool? superseded = null) => await store.FindAsync("zebra", filter: new SearchFilter(["d"]) { AsOf = day, Superseded = superseded });
        Assert.Equal(["old.md"], await On(new DateOnly(2023, 6, 1)));
        Assert.Equal(["old.md"], await On(new DateOnly(2023, 6, 1), superseded: false));
        Assert.Equal(["new.md"], await On(new DateOnly(2024, 6, 1)));
        Assert.Empty(await On(new DateOnly(2022, 6, 1)));
        Assert.Equal(["new.md"], await On(null, superseded: false));
        Assert.Equal(["old.md"], await On(null, superseded: true));
    }

    private sealed record Sample(string Path, string Domain, string Text, string[] Labels, int Year)
    {
        public IncomingDocument Incoming => new(Domain, Path, System.Text.Encoding.UTF8.GetBytes(Text))
        {
            Title = "",
            Labels = [.. Labels],
            Attributes = ImmutableSortedDictionary<string, AttributeValue>.Empty.Add("year", AttributeValue.Of(Year)),
        };

        public static Sample Of(Random random, int at) => new(
            $"{at}.txt",
            ((string[])["a", "b", "c"])[random.Next(3)],
            string.Join(' ', Words.Where(_ => random.Next(3) == 0).Prepend($"filler{at}")),
            [.. FilterSuite.Labels.Where(_ => random.Next(3) == 0)],
            random.Next(5));
    }
}
