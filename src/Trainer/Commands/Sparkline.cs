using Trainer.Runs;

namespace Trainer.Commands;

/// <summary>A loss curve in one line of block characters, on a logarithmic scale: most of a loss falls early.</summary>
internal static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The curve; empty without points.</summary>
    /// <param name="points">In order.</param>
    /// <param name="width">Most characters.</param>
    public static string Of(IReadOnlyList<LossPoint> points, int width)
    {
        List<double> losses = [.. points.Where(point => point.Loss > 0 && double.IsFinite(point.Loss)).Select(point => Math.Log(point.Loss))];
        if (losses.Count == 0)
        {
            return "";
        }

        var columns = Math.Min(width, losses.Count);
        double[] shown = [.. Enumerable.Range(0, columns).Select(column => losses[(int)((column + 0.5) * losses.Count / columns)])];
        var (low, high) = (shown.Min(), shown.Max());
        return string.Concat(shown.Select(loss => Blocks[high > low ? (int)Math.Round((loss - low) / (high - low) * (Blocks.Length - 1)) : 0]));
    }
}
