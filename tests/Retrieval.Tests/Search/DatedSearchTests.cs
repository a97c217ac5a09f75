using Retrieval.Search;
using Support;
using Xunit;

namespace Retrieval.Tests.Search;

public sealed class DatedSearchTests : IDisposable
{
    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Theory]
    [InlineData("What is the excess of the roof cover?", "300 crowns", null)]
    [InlineData("What was the excess of the roof cover as of 3 May 2025?", "200 crowns", "2025-05-03")]
    [InlineData("What was the excess of the roof cover in 2024?", "100 crowns", "2024-12-31")]
    [InlineData("What is the excess of the roof cover in 2026?", "300 crowns", null)]
    public async Task The_document_of_the_day_wins(string question, string said, string? asOf)
    {
        await _library
            .With("2024.md", "---\ntitle: Roof cover\neffective_from: 2024-01-01\n---\nThe excess of the roof cover is 100 crowns.\n")
            .With("2025.md", "---\ntitle: Roof cover\neffective_from: 2025-01-01\n---\nThe excess of the roof cover is 200 crowns.\n")
            .With("2026.md", "---\ntitle: Roof cover\neffective_from: 2026-01-01\n---\nThe excess of the roof cover is 300 crowns.\n")
            .IngestAsync();

        var found = await SearchAsync(question);

        Assert.Contains(said, found.Passages[0].Text);
        Assert.Equal(asOf, found.AsOf?.ToString("yyyy-MM-dd"));
    }

    [Fact]
    public async Task A_document_is_found_on_its_last_day_and_not_on_the_next()
    {
        await _library.With("a.md", "---\neffective_from: 2025-01-01\neffective_to: 2025-06-30\n---\nThe summer rate is 12 crowns.\n").IngestAsync();

        Assert.NotEmpty((await SearchAsync("summer rate as of 30 June 2025")).Passages);
        Assert.Null((await SearchAsync("summer rate as of 1 July 2025")).AsOf);
    }

    [Fact]
    public async Task Without_a_day_what_is_over_comes_last()
    {
        await _library
            .With("old.md", "---\ntitle: Offer of spring\neffective_to: 2026-02-28\n---\nThe summer rate, the summer rate is 12 crowns.\n")
            .With("new.md", "---\ntitle: Offer of summer\n---\nA summer rate of 15 crowns is planned with other things.\n")
            .IngestAsync();

        var found = await SearchAsync("summer rate");

        Assert.Equal(["Offer of summer", "Offer of spring"], found.Passages.Select(passage => passage.Title));
    }

    [Fact]
    public async Task The_date_of_an_event_hides_nothing_that_was_written_later()
    {
        await _library.With("report.md", "---\ndate: 2026-05-02\n---\nMosaic failed at 4:10 on 14 April 2026.\n").With("other.md", "---\ndate: 2025-05-02\n---\nMosaic is a program.\n").IngestAsync();

        Assert.Contains("4:10", (await SearchAsync("At what time did Mosaic fail on 14 April 2026?")).Passages[0].Text);
    }

    /// <summary>On 1 March 2026.</summary>
    private Task<DatedPassages> SearchAsync(string text) => new DatedSearch(new PassageSearch(_library.Store), new ManualTime())
        .SearchAsync(new SearchQuery(text, [Library.Domain], 5, null), TestContext.Current.CancellationToken);
}
