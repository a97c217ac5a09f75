using System.Text.RegularExpressions;

namespace Retrieval.Parsing.Pdf;

/// <summary>What the lines of a document are: headings, running heads, rows of tables, columns, items of lists, paragraphs.</summary>
internal sealed partial class PdfLayout
{
    /// <summary>Share of a page's height at its top and bottom where running heads stand.</summary>
    private const double Margin = 0.1;

    private const int MaxHeadingLength = 200;
    private const int MaxHeadingLevels = 6;
    private const double LargerThanBody = 1.12;

    private readonly IReadOnlyList<PdfPage> _pages;
    private readonly double _body;
    private readonly List<double> _headingSizes;
    private readonly HashSet<string> _running;

    public PdfLayout(IReadOnlyList<PdfPage> pages)
    {
        _pages = pages;
        var lines = pages.SelectMany(page => page.Lines).ToList();
        _body = lines.GroupBy(line => line.Size).MaxBy(size => size.Sum(line => line.Text.Length))?.Key ?? 0;
        _headingSizes = [.. lines.Select(line => line.Size).Where(size => size > _body * LargerThanBody).Distinct().OrderDescending().Take(MaxHeadingLevels - 1)];
        _running = Running(pages);
        Title = FirstLargest(pages);
    }

    /// <summary>The line of the first page with the largest letters, when they are larger than the body's; null when none is.</summary>
    public string? Title { get; }

    public void WriteTo(TextBuilder builder)
    {
        foreach (var page in _pages)
        {
            builder.Page = page.Number;
            var flow = new PdfFlow(builder, _body);
            foreach (var line in Kept(page))
            {
                if (HeadingLevel(line) is { } level)
                {
                    flow.Heading(level, line);
                }
                else
                {
                    flow.Add(line);
                }
            }

            flow.End();
        }
    }

    private IEnumerable<PdfLine> Kept(PdfPage page) =>
        page.Lines.Where(line => !IsInMargin(page, line) || !(_running.Contains(Pattern(line)) || PageNumber().IsMatch(line.Text)));

    private int? HeadingLevel(PdfLine line)
    {
        if (line.Text.Length > MaxHeadingLength || line.Cells.Count > 1 || !line.Text.Any(char.IsLetter))
        {
            return null;
        }

        if (line.Size > _body * LargerThanBody)
        {
            return _headingSizes.FindIndex(size => size <= line.Size) is var at and >= 0 ? at + 1 : MaxHeadingLevels - 1;
        }

        var isShort = line.Text.Length < 100 && line.Text[^1] is not ('.' or ',' or ';' or ':');
        return line.IsBold && isShort && line.Size >= _body ? MaxHeadingLevels : null;
    }

    /// <summary>Lines that stand in the margin of at least three pages and a third of all, whatever their numbers.</summary>
    private static HashSet<string> Running(IReadOnlyList<PdfPage> pages) => [.. pages
        .SelectMany(page => page.Lines.Where(line => IsInMargin(page, line)).Select(Pattern).Distinct())
        .CountBy(pattern => pattern)
        .Where(pattern => pattern.Value >= Math.Max(3, pages.Count / 3))
        .Select(pattern => pattern.Key)];

    private static bool IsInMargin(PdfPage page, PdfLine line) => line.Baseline < page.Height * Margin || line.Baseline > page.Height * (1 - Margin);

    private static string Pattern(PdfLine line) => Digits().Replace(line.Text, "#");

    private string? FirstLargest(IReadOnlyList<PdfPage> pages)
    {
        if (pages.Count == 0 || pages[0].Lines.Count == 0)
        {
            return null;
        }

        var largest = pages[0].Lines.MaxBy(line => line.Size)!; // There is a line.
        return largest.Size > _body * LargerThanBody && largest.Text.Length <= MaxHeadingLength ? largest.Text : null;
    }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?:page |p\. ?|seite |[-–] ?)?[0-9ivxlc]{1,6}(?: ?(?:/|of|von|de) ?[0-9]{1,5})?(?: ?[-–])?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PageNumber();
}
