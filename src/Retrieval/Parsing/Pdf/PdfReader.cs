using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Exceptions;

namespace Retrieval.Parsing.Pdf;

/// <summary>
/// Reads the text of a PDF page by page: headings by the size of their letters, paragraphs, lists, tables by their columns, without
/// the running heads that repeat on every page. Pages that are pictures have no text.
/// </summary>
internal static class PdfReader
{
    /// <exception cref="DocumentFormatException">No PDF, encrypted, damaged, beyond a limit, or without text.</exception>
    public static ParsedDocument Read(ReadOnlyMemory<byte> bytes, string fileName)
    {
        var filters = new BudgetedFilters();
        try
        {
            return Read(bytes, fileName, filters);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new DocumentFormatException("the PDF is encrypted; save it without a password.");
        }
        catch (Exception broken) when (broken is not (DocumentFormatException or OutOfMemoryException)) // A damaged file makes the library fail in any way.
        {
            throw new DocumentFormatException(filters.Broken ?? $"the file is no readable PDF ({broken.Message.Split('\n')[0]}) Save it again.");
        }
    }

    private static ParsedDocument Read(ReadOnlyMemory<byte> bytes, string fileName, BudgetedFilters filters)
    {
        using var pdf = PdfDocument.Open(bytes, new ParsingOptions { FilterProvider = filters, MaxStackDepth = PdfLimits.MaxDepth, SkipMissingFonts = true, Logger = new BrokenLimitLog(filters) });
        if (pdf.IsEncrypted)
        {
            throw new DocumentFormatException("the PDF is encrypted; save it without a password.");
        }

        if (pdf.NumberOfPages > PdfLimits.MaxPages)
        {
            throw new DocumentFormatException($"expected at most {PdfLimits.MaxPages} pages, found {pdf.NumberOfPages}; split the document.");
        }

        DrawingCost.Check(pdf);
        var pages = Lines(pdf, filters);
        var builder = new TextBuilder();
        var layout = new PdfLayout(pages);
        layout.WriteTo(builder);
        var title = StatedTitle(pdf.Information.Title) ?? layout.Title ?? builder.FirstHeading ?? fileName;
        return builder.Build(FrontMatter.None with { Date = DateFinder.First(builder.Text) ?? LastChange(pdf.Information) }, title);
    }

    private static List<PdfPage> Lines(PdfDocument pdf, BudgetedFilters filters)
    {
        var pages = new List<PdfPage>();
        long characters = 0;
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            var page = pdf.GetPage(number);
            filters.Spend(0);
            if (page.Letters.Count > PdfLimits.MaxLettersOfPage)
            {
                throw new DocumentFormatException($"page {number} has {page.Letters.Count} letters; expected at most {PdfLimits.MaxLettersOfPage}.");
            }

            var lines = PdfLines.Of(page.GetWords().Where(word => word.TextOrientation == TextOrientation.Horizontal));
            characters += lines.Sum(line => (long)line.Text.Length);
            if (characters > ParsingLimits.MaxTextCharacters)
            {
                throw new DocumentFormatException($"the document has more than {ParsingLimits.MaxTextCharacters} characters; split it.");
            }

            pages.Add(new PdfPage(number, page.Height, lines));
        }

        return characters > 0 ? pages : throw new DocumentFormatException("no readable text was found in the PDF; if its pages are pictures, make their text readable (OCR) first.");
    }

    /// <summary>Programs write their own name or the file's into the title; such a title says nothing.</summary>
    private static string? StatedTitle(string? stated)
    {
        var title = Whitespace.Collapse(stated ?? "", ParsingLimits.MaxTitleLength);
        var saysNothing = title.Length < 3 || title.StartsWith("Microsoft ", StringComparison.OrdinalIgnoreCase)
            || title.StartsWith("untitled", StringComparison.OrdinalIgnoreCase) || Path.GetExtension(title) is { Length: > 1 and <= 5 } extension && !extension.Contains(' ');
        return saysNothing ? null : title;
    }

    private static DateOnly? LastChange(DocumentInformation information) =>
        (information.GetModifiedDateTimeOffset() ?? information.GetCreatedDateTimeOffset()) is { } at ? DateOnly.FromDateTime(at.Date) : null;
}
