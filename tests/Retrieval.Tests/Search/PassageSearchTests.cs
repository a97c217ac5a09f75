using Retrieval.Search;
using Xunit;

namespace Retrieval.Tests.Search;

public sealed class PassageSearchTests : IDisposable
{
    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Theory]
    [InlineData("\"")]
    [InlineData("vorplex\" OR text:\"quandrel")]
    [InlineData("title_path : vorplex")]
    [InlineData("NEAR(vorplex quandrel)")]
    [InlineData("vorplex AND NOT quandrel*")]
    [InlineData("^vorplex - (quandrel")]
    [InlineData("'; DROP TABLE chunks; --")]
    [InlineData("\0vorplex\ud800")]
    public async Task No_operator_of_the_query_language_reaches_the_index(string hostile)
    {
        await _library.With("a.md", "vorplex").With("b.md", "quandrel").IngestAsync();
        var found = await _library.SearchAsync(hostile);
        Assert.All(found, p => Assert.Contains(p.Text, hostile, StringComparison.Ordinal));
        Assert.Equal(2, _library.Count("chunks"));
    }

    [Theory]
    [InlineData("alpha AND (beta) \"x\"", "alpha beta x")]
    [InlineData("What is the Limit?", "limit")]
    [InlineData("who is it", "who is it")]
    public void A_question_becomes_its_informative_words(string question, string expected) =>
        Assert.Equal(expected.Split(' '), SearchWords.Of(question));

    [Fact]
    public void A_text_without_words_matches_nothing() => Assert.Empty(SearchWords.Of("?! --- \"\""));

    [Fact]
    public async Task Only_the_allowed_domains_are_searched()
    {
        await _library.With("a.md", "alpha").IngestAsync("one");
        await _library.IngestAsync("two");
        Assert.Equal(["one"], (await _library.SearchAsync("alpha", domain: "one")).Select(p => p.Domain));
        var none = await new PassageSearch(_library.Store).SearchAsync(new SearchQuery("alpha", [], 5, null), TestContext.Current.CancellationToken);
        Assert.Empty(none);
    }

    [Fact]
    public async Task A_passage_cites_its_document_and_place()
    {
        await _library.With("plans/a.md", "---\ntitle: Plan A\ndate: 2025-02-03\n---\n## Limits\n\nThe limit is 5 crowns.").IngestAsync();
        var passage = Assert.Single(await _library.SearchAsync("limit"));
        Assert.Equal(("handbook/plans/a.md", "Plan A", "Plan A > Limits", new DateOnly(2025, 2, 3), "plans/a.md"), (passage.DocumentId, passage.Title, passage.TitlePath, passage.Date, passage.Path));
        Assert.Equal(passage.Text, _library.Store.GetText(passage.DocumentId)![passage.Start..passage.End]);
        Assert.Equal(_library.Store.GetDocument(passage.DocumentId)!.ContentHash, passage.ContentHash);
    }

    [Fact]
    public async Task Superseded_documents_come_last_and_count_again_in_their_own_time()
    {
        _library.With("old.md", "---\ntitle: Old rules\ndate: 2024-01-01\n---\nexcess excess excess of the crop bond")
            .With("new.md", "---\ntitle: New rules\ndate: 2025-01-01\nsupersedes: old.md\n---\nthe excess of the crop bond changed and many other words follow here");
        await _library.IngestAsync();
        var now = await _library.SearchAsync("excess crop bond");
        Assert.Equal(["new.md", "old.md"], now.Select(p => p.Path));
        Assert.Equal([false, true], now.Select(p => p.Superseded));
        var then = await _library.SearchAsync("excess crop bond", asOf: new DateOnly(2024, 6, 1));
        Assert.False(Assert.Single(then).Superseded);
    }

    [Fact]
    public async Task Of_documents_with_one_title_the_newest_counts_by_date_then_by_version()
    {
        _library.With("1.md", "---\ntitle: T\ndate: 2024-01-01\n---\nyak").With("2.md", "---\ntitle: T\ndate: 2025-01-01\nversion: 1.9\n---\nyak")
            .With("3.md", "---\ntitle: T\ndate: 2025-01-01\nversion: 1.10\n---\nyak");
        await _library.IngestAsync();
        Assert.Equal("3.md", Assert.Single(await _library.SearchAsync("yak"), p => !p.Superseded).Path);
    }

    [Fact]
    public async Task Cancellation_interrupts_a_running_query()
    {
        await _library.With("a.md", "alpha").IngestAsync();
        using var connection = _library.Store.Connect();
        using var cancelled = new CancellationTokenSource();
        // The same mechanism as in the search, on a query that would run for minutes.
        using var interrupt = cancelled.Token.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
        connection.CreateFunction("stop", () => { cancelled.Cancel(); return 0; });
        var stopped = Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => Retrieval.Stores.SqliteCommands.Scalar(
            connection, "WITH RECURSIVE n(i) AS (SELECT stop() UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"));
        Assert.Equal(SQLitePCL.raw.SQLITE_INTERRUPT, stopped.SqliteErrorCode);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PassageSearch(_library.Store).SearchAsync(new SearchQuery("alpha", ["handbook"], 5, null), cancelled.Token));
    }

    [Fact]
    public async Task A_passage_is_found_that_shares_no_word_with_the_question()
    {
        await _library.With("teeth.md", "A dental bill is settled within eight days.").With("harvest.md", "Crops are counted in June.").IngestAsync();
        var found = await _library.SearchAsync("When does the tooth doctor see money?");
        Assert.Equal("teeth.md", found.Select(p => p.Path).FirstOrDefault());
    }

    [Fact]
    public async Task A_search_that_was_used_before_knows_the_words_of_documents_that_came_later()
    {
        await _library.With("harvest.md", "Crops are counted in June.").IngestAsync();
        var search = new PassageSearch(_library.Store);
        var query = new SearchQuery("the tooth doctor", ["handbook"], 5, null);
        Assert.DoesNotContain(await search.SearchAsync(query, TestContext.Current.CancellationToken), p => p.Path == "teeth.md");
        await _library.With("teeth.md", "A dental bill is settled within eight days.").IngestAsync();
        Assert.Contains(await search.SearchAsync(query, TestContext.Current.CancellationToken), p => p.Path == "teeth.md");
    }

    [Fact]
    public void Neighbours_come_from_the_index_and_a_rare_word_weighs_more()
    {
        var vocabulary = new Vocabulary([("dental", 2), ("harvest", 2), ("customer", 90)], 100);
        var near = vocabulary.Near("tooth");
        Assert.Equal(1, near["tooth"]);
        Assert.Contains("dental", near.Keys);
        Assert.DoesNotContain("dentist", near.Keys);
        Assert.True(vocabulary.Idf("dental") > vocabulary.Idf("custom"));
    }

    [Fact]
    public async Task A_very_long_question_is_answered_from_its_beginning()
    {
        await _library.With("a.md", "alpha").IngestAsync();
        Assert.Single(await _library.SearchAsync("alpha " + new string('x', 1_000_000)));
    }
}
