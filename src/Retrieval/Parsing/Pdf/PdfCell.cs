namespace Retrieval.Parsing.Pdf;

/// <summary>Words of a line that stand together.</summary>
/// <param name="Left">Where they begin, points from the left.</param>
/// <param name="Right">Where they end.</param>
/// <param name="Text">What they say.</param>
internal sealed record PdfCell(double Left, double Right, string Text);
