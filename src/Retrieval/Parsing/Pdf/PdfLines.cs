using UglyToad.PdfPig.Content;

namespace Retrieval.Parsing.Pdf;

/// <summary>Puts the words of a page into lines, and cuts lines at wide gaps.</summary>
internal static class PdfLines
{
    /// <summary>Share of the letter size by which baselines of one line may differ (sub- and superscripts).</summary>
    private const double SameLine = 0.4;

    /// <summary>Gap, in letter sizes, from which two words stand in different columns; a blank has about 0.25.</summary>
    private const double ColumnGap = 1.4;

    public static IReadOnlyList<PdfLine> Of(IEnumerable<Word> words)
    {
        var ordered = words.Where(word => !string.IsNullOrWhiteSpace(word.Text)).OrderByDescending(Baseline).ThenBy(word => word.BoundingBox.Left).ToList();
        var lines = new List<PdfLine>();
        var open = new List<Word>();
        foreach (var word in ordered)
        {
            if (open.Count > 0 && Baseline(open[0]) - Baseline(word) > SameLine * Math.Max(Size(open[0]), 1))
            {
                lines.Add(Close(open));
                open = [];
            }

            open.Add(word);
        }

        if (open.Count > 0)
        {
            lines.Add(Close(open));
        }

        return lines;
    }

    private static PdfLine Close(List<Word> words)
    {
        words.Sort((a, b) => a.BoundingBox.Left.CompareTo(b.BoundingBox.Left));
        var size = words.Max(Size);
        var cells = new List<PdfCell>();
        var open = new List<Word>();
        foreach (var word in words)
        {
            if (open.Count > 0 && word.BoundingBox.Left - open[^1].BoundingBox.Right > ColumnGap * size)
            {
                cells.Add(Cell(open));
                open = [];
            }

            open.Add(word);
        }

        cells.Add(Cell(open));
        return new PdfLine(cells, Baseline(words[0]), Math.Round(size, 1), words.TrueForAll(IsBold));
    }

    private static PdfCell Cell(List<Word> words) => new(words[0].BoundingBox.Left, words[^1].BoundingBox.Right, string.Join(' ', words.Select(word => word.Text)));

    private static double Baseline(Word word) => word.Letters[0].StartBaseLine.Y;

    private static double Size(Word word) => Math.Max(1, word.Letters.Max(letter => letter.PointSize));

    private static bool IsBold(Word word) => word.Letters.All(letter => letter.FontDetails.IsBold || (letter.FontName?.Contains("bold", StringComparison.OrdinalIgnoreCase) ?? false));
}
