using System.Text;
using Retrieval.Parsing;
using Xunit;

namespace Retrieval.Tests.Parsing;

public class PdfReaderTests
{
    [Fact]
    public void A_document_is_read_with_title_headings_pages_tables_and_without_running_heads()
    {
        var document = DocumentReader.Read(PdfFiles.Handbook(), "travel.pdf");

        Assert.Equal("Travel Rules", document.Title);
        Assert.Equal(new DateOnly(2025, 5, 3), document.Date);
        Assert.DoesNotContain("Internal use", document.Text);
        Assert.DoesNotContain("of 3", document.Text);
        var blocks = document.Blocks.Select(block => (block.Page, block.TitlePath, Text: document.Text[block.Span.Start..block.Span.End])).ToList();
        Assert.Equal(
            (1, "Travel Rules > Daily allowance", "The allowance of step 1 is 15 crowns a day and is paid with the salary of the next month. It was decided on 3 May 2025."),
            blocks[0]);
        Assert.Contains((2, "Travel Rules > Annex 2", "City: Lowick; Hotel: 90 crowns; Meals: 30 crowns"), blocks);
        Assert.Contains((2, "Travel Rules > Annex 2", "City: Farness; Hotel: 120 crowns; Meals: 35 crowns"), blocks);
        Assert.Equal(3, blocks[^1].Page);
    }

    [Fact]
    public void Packed_streams_are_read()
    {
        var content = PdfFiles.Stream("/Filter /FlateDecode", PdfFiles.Deflated("BT /F1 12 Tf 50 700 Td (Packed words) Tj ET"u8.ToArray()));

        Assert.Equal("Packed words", DocumentReader.Read(PdfFiles.Page(content, ""), "a.pdf").Text);
    }

    [Fact]
    public void An_encrypted_document_is_refused_and_says_so()
    {
        var pdf = PdfFiles.Of(
            "/Root 1 0 R /Encrypt 3 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [] /Count 0 >>",
            $"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{new string('1', 64)}> /U <{new string('2', 64)}> >>");

        Assert.Contains("encrypted", Refusal(pdf));
    }

    [Fact]
    public void A_document_of_pictures_is_refused_and_says_what_to_do() =>
        Assert.Contains("OCR", Refusal(PdfFiles.Page(PdfFiles.Stream("", "0 0 m 100 100 l S"u8.ToArray()), "")));

    [Fact]
    public void A_stream_that_unpacks_to_a_hundred_megabytes_is_refused()
    {
        var bomb = PdfFiles.Deflated(new byte[100_000_000]);
        Assert.InRange(bomb.Length, 1, 200_000);

        Assert.Contains("unpacks to more than", Refusal(PdfFiles.Page(PdfFiles.Stream("/Filter /FlateDecode", bomb), "")));
    }

    [Fact]
    public void A_stream_packed_twice_is_measured_at_each_step()
    {
        var bomb = PdfFiles.Deflated(PdfFiles.Deflated(new byte[300_000_000]));
        Assert.InRange(bomb.Length, 1, 10_000);

        Assert.Contains("unpacks to more than", Refusal(PdfFiles.Page(PdfFiles.Stream("/Filter [/FlateDecode /FlateDecode]", bomb), "")));
    }

    [Fact]
    public void Forms_that_draw_each_other_in_doubling_numbers_come_to_an_end()
    {
        const int Levels = 28;
        var forms = Enumerable.Range(0, Levels).Select(level => PdfFiles.Stream(
            $"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {6 + level + 1} 0 R >> >>",
            Encoding.Latin1.GetBytes(level == Levels - 1 ? "BT ET" : "/X Do /X Do")));

        var refusal = Record.Exception(() => DocumentReader.Read(PdfFiles.Page(PdfFiles.Stream("", "/X Do"u8.ToArray()), "/XObject << /X 6 0 R >>", [.. forms]), "a.pdf"));

        Assert.IsType<DocumentFormatException>(refusal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("<< /A ")]
    public void A_hostile_depth_of_objects_is_refused_without_exhausting_the_stack(string level)
    {
        var deep = string.Concat(Enumerable.Repeat(level, 200_000));

        Assert.NotNull(Refusal(PdfFiles.Of("/Root 1 0 R", $"<< /Type /Catalog /Pages 2 0 R /Deep {deep} >>", "<< /Type /Pages /Kids [] /Count 0 >>")));
        Assert.NotNull(Refusal(PdfFiles.Page(PdfFiles.Stream("", Encoding.Latin1.GetBytes(deep)), "")));
    }

    [Fact]
    public void Pages_that_contain_themselves_are_refused() => Assert.NotNull(Refusal(PdfFiles.Of(
        "/Root 1 0 R", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>")));

    [Theory]
    [InlineData("xref\n0 999999999\n", "startxref\n9\n%%EOF")]
    [InlineData("", "trailer\n<< /Size 2147483647 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF")]
    public void Tables_of_objects_that_claim_millions_or_point_at_themselves_are_refused(string table, string end) =>
        Assert.NotNull(Refusal(Encoding.Latin1.GetBytes($"%PDF-1.7\n{table}0000000000 65535 f \n1 0 obj\n<< /Type /Catalog >>\nendobj\n{end}")));

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7")]
    [InlineData("this is no PDF")]
    [InlineData("%PDF-1.7\n%%EOF")]
    public void What_is_no_PDF_is_refused(string text) => Assert.NotNull(Refusal(Encoding.Latin1.GetBytes(text)));

    private static string Refusal(byte[] pdf) => Assert.Throws<DocumentFormatException>(() => DocumentReader.Read(pdf, "a.pdf")).Message;
}
