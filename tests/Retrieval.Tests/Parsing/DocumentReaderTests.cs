using System.Text;
using Retrieval.Parsing;
using Xunit;

namespace Retrieval.Tests.Parsing;

public class DocumentReaderTests
{
    private const string Page = """
        <html><head><title>Rates 2026</title><meta name="date" content="2026-01-20"><script>alert('x')</script></head>
        <body><nav>Home</nav><h1>Rates 2026</h1><p>Partners work at <b>fixed</b> rates.</p>
        <table><tr><th>Firm</th><th>Rate</th></tr><tr><td>Alpha Roofing</td><td>54 crowns</td></tr></table>
        <ul><li>first</li><li>second <ul><li>inner</li></ul></li></ul><dl><dt>Excess</dt><dd>210 crowns</dd></dl></body></html>
        """;

    [Fact]
    public void Html_becomes_its_visible_text_with_one_row_or_item_a_line()
    {
        var page = Read(Page, "rates.html");
        Assert.Equal("Rates 2026", page.Title);
        Assert.Equal(new DateOnly(2026, 1, 20), page.Date);
        Assert.Equal(
            ["Partners work at fixed rates.", "Firm: Alpha Roofing; Rate: 54 crowns", "first", "second", "inner", "Excess: 210 crowns"],
            page.Blocks.Select(b => page.Text[b.Span.Start..b.Span.End]));
    }

    [Fact]
    public void Markdown_front_matter_names_title_date_version_and_predecessor()
    {
        var document = Read("---\ntitle: \"Plan\"\ndate: 2025-04-28\nversion: 3.4\nsupersedes: old/plan.md\n---\n# Plan\n\n## Limits\n\nText of 1 May 2020.\n", "plan.md");
        Assert.Equal(("Plan", new DateOnly(2025, 4, 28), "3.4", "old/plan.md"), (document.Title, document.Date, document.Version, document.Supersedes));
        Assert.Equal("Plan > Limits", Assert.Single(document.Blocks).TitlePath);
    }

    [Fact]
    public void Rows_of_a_Markdown_table_carry_their_headers_and_a_value_column_needs_none()
    {
        var document = Read("| Term | Value |\n|---|---|\n| Excess | 210 crowns |\n\ntext\n\n| Firm | Seat | Rate |\n|---|---|---|\n| A | Lowick | – |\n", "t.md");
        Assert.Equal(["Excess: 210 crowns", "text", "Firm: A; Seat: Lowick"], document.Blocks.Select(b => document.Text[b.Span.Start..b.Span.End]));
    }

    [Fact]
    public void Without_a_stated_date_the_first_date_of_the_text_counts()
    {
        Assert.Equal(new DateOnly(2024, 2, 29), Read("Valid from 29 February 2024, not 31 February 2024.", "a.txt").Date);
        Assert.Null(Read("Call 2024-99-99.", "a.txt").Date);
    }

    [Fact]
    public void Invalid_UTF8_is_refused_with_its_place()
    {
        var problem = Assert.Throws<DocumentFormatException>(() => DocumentReader.Read(new byte[] { (byte)0x61, 0xFF, (byte)0x62 }, "a.md"));
        Assert.Contains("offset 1", problem.Message);
    }

    [Theory]
    [InlineData("deep.html", "<div>")]
    [InlineData("deep.md", "> ")]
    public void A_hostile_depth_of_nesting_is_refused_or_flattened_without_exhausting_the_stack(string name, string level)
    {
        var text = string.Concat(Enumerable.Repeat(level, 100_000)) + "end";
        try
        {
            Assert.Contains("end", Read(text, name).Text);
        }
        catch (DocumentFormatException refused)
        {
            Assert.Contains("nest", refused.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void A_file_without_text_is_refused() =>
        Assert.Contains("no readable text", Assert.Throws<DocumentFormatException>(() => Read("<script>x</script>", "a.html")).Message);

    private static ParsedDocument Read(string text, string name) => DocumentReader.Read(Encoding.UTF8.GetBytes(text), name);
}
