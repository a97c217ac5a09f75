namespace Retrieval.Parsing.Pdf;

/// <summary>A line of a page.</summary>
/// <param name="Cells">Its pieces between wide gaps, from the left; one for a line of prose.</param>
/// <param name="Baseline">Height above the bottom of the page, points.</param>
/// <param name="Size">Size of its letters, points.</param>
/// <param name="IsBold">Whether all of it is bold.</param>
internal sealed record PdfLine(IReadOnlyList<PdfCell> Cells, double Baseline, double Size, bool IsBold)
{
    /// <summary>The whole line.</summary>
    public string Text { get; } = string.Join(' ', Cells.Select(cell => cell.Text));

    /// <summary>Where it begins, points from the left.</summary>
    public double Left => Cells[0].Left;
}
