namespace Retrieval.Parsing.Pdf;

/// <summary>A page's lines, from the top.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Height">Points.</param>
/// <param name="Lines">What stands on it.</param>
internal sealed record PdfPage(int Number, double Height, IReadOnlyList<PdfLine> Lines);
