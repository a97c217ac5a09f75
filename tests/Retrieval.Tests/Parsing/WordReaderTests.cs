using System.Text;
using Retrieval.Parsing;
using Xunit;
using static Retrieval.Tests.Parsing.WordFiles;

namespace Retrieval.Tests.Parsing;

public class WordReaderTests
{
    [Fact]
    public void A_document_is_read_with_title_headings_lists_tables_and_pages()
    {
        var body = P("Travel Rules", "Titel") + P("Allowance", "berschrift1") + P("It is 15 crowns a day.") + P("first", null, "<w:numPr/>")
            + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>On the next </w:t></w:r><w:r><w:t>page, from 3 May 2025.</w:t></w:r></w:p>"
            + $"<w:tbl>{Row("City", "Hotel")}{Row("Lowick", "90 crowns")}{Row("Farness", "120 crowns")}</w:tbl>";

        var document = Read(Of(body));

        Assert.Equal(("Travel Rules", new DateOnly(2025, 5, 3)), (document.Title, document.Date));
        Assert.Equal(
            [
                (null, "Travel Rules > Allowance", "It is 15 crowns a day."),
                (null, "Travel Rules > Allowance", "first"),
                (2, "Travel Rules > Allowance", "On the next page, from 3 May 2025."),
                (2, "Travel Rules > Allowance", "City: Lowick; Hotel: 90 crowns"),
                (2, "Travel Rules > Allowance", "City: Farness; Hotel: 120 crowns"),
            ],
            document.Blocks.Select(block => (block.Page, block.TitlePath, document.Text[block.Span.Start..block.Span.End])));
    }

    [Fact]
    public void Cells_that_are_merged_with_the_one_above_repeat_it()
    {
        const string Merged = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>Meals</w:t></w:r></w:p></w:tc></w:tr>";

        var document = Read(Of($"<w:tbl>{Row("City", "What")}{Row("Lowick", "Hotel")}{Merged}</w:tbl>"));

        Assert.Equal("City: Lowick; What: Hotel\nCity: Lowick; What: Meals", document.Text);
    }

    [Fact]
    public void Deleted_and_hidden_text_and_fallbacks_are_left_out_and_notes_are_read()
    {
        const string Body = """
            <w:p><w:r><w:t>Shown</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>
            <mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:r><w:t> once</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>twice</w:t></w:r></mc:Fallback></mc:AlternateContent>
            <w:r><w:t>.</w:t></w:r></w:p>
            """;

        var document = Read(Of(Body, Styles, ("word/footnotes.xml", $"<w:footnotes xmlns:w=\"w\"><w:footnote>{P("A note.")}</w:footnote></w:footnotes>")));

        Assert.Equal("Shown once.\n\nA note.", document.Text);
    }

    [Fact]
    public void The_core_properties_give_title_and_the_day_of_the_last_change()
    {
        const string Core = "<c xmlns:dc=\"dc\" xmlns:dcterms=\"t\"><dc:title>Stated</dc:title><dcterms:modified>2024-02-29T10:00:00Z</dcterms:modified></c>";

        var document = Read(Of(P("Text."), null, ("docProps/core.xml", Core)));

        Assert.Equal(("Stated", new DateOnly(2024, 2, 29)), (document.Title, document.Date));
    }

    [Fact]
    public void A_part_that_unpacks_to_gigabytes_is_refused()
    {
        var text = new byte[110_000_000];
        Array.Fill(text, (byte)' ');
        var bomb = Zip([("word/document.xml", [.. "<w:document xmlns:w=\"w\"><w:body>"u8, .. text, .. "</w:body></w:document>"u8])]);
        Assert.InRange(bomb.Length, 1, 500_000);

        Assert.Contains("unpacks to more than", Refusal(bomb));
    }

    [Fact]
    public void Entities_and_document_types_are_refused()
    {
        const string Laughs = "<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";

        Assert.Contains("DTD", Refusal(Zip([("word/document.xml", Encoding.UTF8.GetBytes(Laughs))])));
    }

    [Theory]
    [InlineData("word/document.xml")]
    [InlineData("word/styles.xml")]
    [InlineData("docProps/core.xml")]
    public void A_hostile_depth_of_elements_is_refused(string part)
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 300_000));

        Assert.Contains("nested deeper", Refusal(Zip([.. new[] { "word/document.xml", "word/styles.xml", "docProps/core.xml" }
            .Select(name => (name, Encoding.UTF8.GetBytes(name == part ? deep : "<w:document xmlns:w=\"w\"><w:body><w:p/></w:body></w:document>")))])));
    }

    [Fact]
    public void Too_many_parts_are_refused() =>
        Assert.Contains("10000 parts", Refusal(Zip(Enumerable.Range(0, 10_001).Select(i => ($"{i}", Array.Empty<byte>())))));

    [Theory]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1 }, "encrypted")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 0, 0 }, "ZIP")]
    [InlineData(new byte[] { 1, 2, 3 }, "ZIP")]
    public void What_is_no_DOCX_is_refused(byte[] bytes, string said) => Assert.Contains(said, Refusal(bytes));

    [Fact]
    public void A_ZIP_without_a_document_is_refused() => Assert.Contains("word/document.xml", Refusal(Zip([("../../evil.xml", [1])])));

    private static ParsedDocument Read(byte[] docx) => DocumentReader.Read(docx, "travel.docx");

    private static string Refusal(byte[] docx) => Assert.Throws<DocumentFormatException>(() => Read(docx)).Message;
}
