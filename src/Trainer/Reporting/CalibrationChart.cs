using Trainer.Evaluation;

namespace Trainer.Reporting;

/// <summary>Confidence against the share that is right, as SVG: on the diagonal a confidence is what it says. Dots grow with their notes.</summary>
internal static class CalibrationChart
{
    private const double Size = 360, Edge = 44, Span = Size - 2 * Edge;

    /// <summary>The picture.</summary>
    public static Html Of(Calibration calibration)
    {
        var total = Math.Max(1, calibration.Bins.Sum(bin => bin.Notes));
        return Html.Of($"""
            <svg viewBox="0 0 {Size} {Size}" role="img" aria-label="Calibration" style="max-width:26rem">
            {Html.Join(((double[])[0, 0.5, 1]).Select(Ticks))}
            <line class="diagonal" x1="{X(0)}" y1="{Y(0)}" x2="{X(1)}" y2="{Y(1)}"/>
            {Html.Join(calibration.Bins.Where(bin => bin.Notes > 0).Select(bin => Dot(bin, total)))}
            <text x="{Size / 2}" y="{Size - 6}" text-anchor="middle">confidence</text>
            <text x="14" y="{Size / 2}" text-anchor="middle" transform="rotate(-90 14 {Size / 2})">right</text>
            </svg>
            """);
    }

    private static Html Dot(Calibration.Bin bin, int total) => Html.Of(
        $"""<circle class="dot" cx="{X(bin.Confidence):0.#}" cy="{Y(bin.Right):0.#}" r="{4 + 16 * Math.Sqrt((double)bin.Notes / total):0.#}"><title>{bin.Notes} notes at {bin.Confidence:0.00}: {bin.Right:0.00} right</title></circle>""");

    private static Html Ticks(double value) => Html.Of(
        $"""<line class="grid" x1="{X(value)}" x2="{X(value)}" y1="{Y(0)}" y2="{Y(1)}"/><line class="grid" x1="{X(0)}" x2="{X(1)}" y1="{Y(value)}" y2="{Y(value)}"/><text x="{X(value)}" y="{Size - 24}" text-anchor="middle">{value}</text><text x="{Edge - 6}" y="{Y(value) + 4}" text-anchor="end">{value}</text>""");

    private static double X(double confidence) => Edge + Span * confidence;

    private static double Y(double right) => Size - Edge - Span * right;
}
