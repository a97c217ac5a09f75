using System.IO.Compression;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Retrieval.Tests.Parsing;

/// <summary>PDF files: real ones by a library, and hostile ones object by object.</summary>
internal static class PdfFiles
{
    /// <summary>Two pages with a running head, a page number, headings, a paragraph over two lines and a table.</summary>
    public static byte[] Handbook()
    {
        using var builder = new PdfDocumentBuilder();
        builder.DocumentInformation.Title = "Travel Rules";
        var (plain, bold) = (builder.AddStandard14Font(Standard14Font.Helvetica), builder.AddStandard14Font(Standard14Font.HelveticaBold));
        for (var number = 1; number <= 3; number++)
        {
            var page = builder.AddPage(PageSize.A4);
            page.AddText("Internal use only", 8, new PdfPoint(50, 810), plain);
            page.AddText($"Page {number} of 3", 8, new PdfPoint(280, 30), plain);
            page.AddText(number == 1 ? "Daily allowance" : $"Annex {number}", 18, new PdfPoint(50, 750), bold);
            page.AddText($"The allowance of step {number} is {number}5 crowns a day and is paid with the sal-", 11, new PdfPoint(50, 720), plain);
            page.AddText("ary of the next month. It was decided on 3 May 2025.", 11, new PdfPoint(50, 706), plain);
            if (number == 2)
            {
                string[][] rows = [["City", "Hotel", "Meals"], ["Lowick", "90 crowns", "30 crowns"], ["Farness", "120 crowns", "35 crowns"]];
                for (var row = 0; row < rows.Length; row++)
                {
                    for (var column = 0; column < 3; column++)
                    {
                        page.AddText(rows[row][column], 11, new PdfPoint(50 + (150 * column), 660 - (16 * row)), plain);
                    }
                }
            }
        }

        return builder.Build();
    }

    /// <summary>A file of the given objects (from 1), with a correct table of them.</summary>
    public static byte[] Of(string trailer, params string[] objects) => Of(trailer, [.. objects.Select(Encoding.Latin1.GetBytes)]);

    public static byte[] Of(string trailer, params byte[][] objects)
    {
        using var file = new MemoryStream();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        Write("%PDF-1.7\n");
        var offsets = new List<long>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(file.Position);
            Write($"{i + 1} 0 obj\n");
            file.Write(objects[i]);
            Write("\nendobj\n");
        }

        var table = file.Position;
        Write($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => Write($"{offset:0000000000} 00000 n \n"));
        Write($"trailer\n<< /Size {objects.Length + 1} {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    public static byte[] Stream(string dictionary, byte[] content) =>
        [.. Encoding.Latin1.GetBytes($"<< /Length {content.Length} {dictionary} >>\nstream\n"), .. content, .. "\nendstream"u8];

    public static byte[] Deflated(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>One page with this content stream and these resources.</summary>
    public static byte[] Page(byte[] contentStream, string resources, params byte[][] more) => Of(
        "/Root 1 0 R",
        [
            "<< /Type /Catalog /Pages 2 0 R >>"u8.ToArray(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"u8.ToArray(),
            Encoding.Latin1.GetBytes($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> {resources} >> >>"),
            contentStream,
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"u8.ToArray(),
            .. more,
        ]);
}
