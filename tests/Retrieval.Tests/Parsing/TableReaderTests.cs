using System.Text;
using Retrieval.Parsing;
using Xunit;

namespace Retrieval.Tests.Parsing;

public class TableReaderTests
{
    [Theory]
    [InlineData("City,Hotel,Note\r\nLowick,90,\"by the sea, \"\"old\"\" wing\"\r\n", "a.csv")]
    [InlineData("City;Hotel;Note\nLowick;90;by the sea, \"old\" wing", "a.csv")]
    [InlineData("City\tHotel\tNote\nLowick\t90\tby the sea, \"old\" wing\n", "a.tsv")]
    public void A_row_carries_the_headers(string text, string name) =>
        Assert.Equal("City: Lowick; Hotel: 90; Note: by the sea, \"old\" wing", Read(text, name).Text);

    [Fact]
    public void A_quoted_cell_may_hold_lines_and_empty_rows_are_left_out() =>
        Assert.Equal("A: 1; B: two lines\nA: 3; B: 4", Read("A,B\n1,\"two\nlines\"\n\n,\n3,4\n", "a.csv").Text);

    [Fact]
    public void A_date_in_a_cell_is_no_date_of_the_document() => Assert.Null(Read("City,Since\nLowick,2020-01-01\n", "a.csv").Date);

    [Fact]
    public void A_quote_that_never_ends_is_refused_with_its_line() =>
        Assert.Contains("line 3", Assert.Throws<DocumentFormatException>(() => Read("A,B\n1,2\n\"open,4\n5,6", "a.csv")).Message);

    [Fact]
    public void Too_many_columns_are_refused() =>
        Assert.Contains("columns", Assert.Throws<DocumentFormatException>(() => Read("a\n" + new string(',', ParsingLimits.MaxColumns + 1), "a.csv")).Message);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Text_with_a_byte_order_mark_is_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        Assert.Equal("Größe: Ä", DocumentReader.Read((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("Größe: Ä")], "a.txt").Text);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xE4, (byte)'b' }, "UTF-8")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0, 0xD8, (byte)'a', 0 }, "UTF-16")]
    [InlineData(new byte[] { (byte)'a', 0, (byte)'b' }, "zero byte")]
    public void A_wrong_encoding_is_refused(byte[] bytes, string said) =>
        Assert.Contains(said, Assert.Throws<DocumentFormatException>(() => DocumentReader.Read(bytes, "a.csv")).Message);

    private static ParsedDocument Read(string text, string name) => DocumentReader.Read(Encoding.UTF8.GetBytes(text), name);
}
