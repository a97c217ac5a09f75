using System.Text;
using Retrieval.Parsing;
using Xunit;

namespace Retrieval.Tests.Parsing;

public class RecordReaderTests
{
    [Theory]
    [InlineData("""[{"title":"Lowick","rates":{"hotel":90,"meals":30.5},"tags":["north","sea"],"open":true,"note":null}]""", "a.json")]
    [InlineData("""{"version":"2","cities":[{"title":"Lowick","rates":{"hotel":90,"meals":30.5},"tags":["north","sea"],"open":true,"note":null}]}""", "a.json")]
    [InlineData("\n{\"title\":\"Lowick\",\"rates\":{\"hotel\":90,\"meals\":30.5},\"tags\":[\"north\",\"sea\"],\"open\":true,\"note\":null}\n\n", "a.jsonl")]
    public void A_record_becomes_a_section_with_its_members_in_one_line(string json, string name)
    {
        var block = Assert.Single(Read(json, name).Blocks);

        Assert.Equal("a > Lowick", block.TitlePath);
        Assert.Equal("title: Lowick; rates.hotel: 90; rates.meals: 30.5; tags: north, sea; open: true", Read(json, name).Text[block.Span.Start..block.Span.End]);
    }

    [Fact]
    public void Long_texts_become_paragraphs()
    {
        var document = Read("""[{"name":"Rule 7","text":"First paragraph.\n\nSecond paragraph."}]""", "rules.json");

        Assert.Equal(["name: Rule 7", "First paragraph.", "Second paragraph."], document.Blocks.Select(block => document.Text[block.Span.Start..block.Span.End]));
    }

    [Fact]
    public void An_object_around_the_records_states_facts_of_the_document()
    {
        var document = Read("""{"title":"Cities","effective_from":"2025-01-01","effective_to":"2025-12-31","access":"travel","cities":[{"name":"Lowick"}]}""", "c.json");

        Assert.Equal(("Cities", new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)), (document.Title, document.Date, document.EffectiveTo));
        Assert.Equal(["travel"], document.Labels);
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":", "a.jsonl", "line 2")]
    [InlineData("[1,", "a.json", "line 1")]
    [InlineData("{\"a\":\"\\ud800\"}", "a.jsonl", "surrogate")]
    [InlineData("{\"\\ud800\":1}", "a.jsonl", "surrogate")]
    [InlineData("[]", "a.json", "no readable text")]
    public void What_is_no_JSON_is_refused_with_its_place(string json, string name, string said) =>
        Assert.Contains(said, Assert.Throws<DocumentFormatException>(() => Read(json, name)).Message);

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void A_hostile_depth_is_refused(string level) =>
        Assert.Throws<DocumentFormatException>(() => Read(string.Concat(Enumerable.Repeat(level, 100_000)), "a.json"));

    [Fact]
    public void Too_many_records_are_refused() =>
        Assert.Contains("at most", Assert.Throws<DocumentFormatException>(() => Read("[" + string.Join(',', Enumerable.Repeat("1", ParsingLimits.MaxRecords + 1)) + "]", "a.json")).Message);

    private static ParsedDocument Read(string text, string name) => DocumentReader.Read(Encoding.UTF8.GetBytes(text), name);
}
