using System.Collections.Immutable;
using System.Globalization;

namespace Trainer.Reporting;

/// <summary>The loss curves of a training as SVG, over tokens, on a logarithmic loss axis.</summary>
internal static class LossChart
{
    private const double Width = 860, Height = 320, Left = 56, Right = 16, Top = 16, Bottom = 40;

    private static readonly ImmutableArray<string> _colours = ["--one", "--two", "--three", "--four"];

    /// <summary>Picture and legend; empty without points.</summary>
    public static Html Of(ImmutableArray<TrainingCurve> curves)
    {
        List<TrainingCurve> drawn = [.. curves.Select(Drawable).Where(curve => curve.Points.Length > 1)];
        if (drawn.Count == 0)
        {
            return Html.Empty;
        }

        var frame = Frame.Of(drawn);
        return Html.Of($"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="Loss over tokens">{Grid(frame)}{Html.Join(drawn.Select((curve, index) => Line(curve, index, frame)))}</svg>
            <div class="legend">{Html.Join(drawn.Select(Legend))}</div>
            """);
    }

    private static TrainingCurve Drawable(TrainingCurve curve) => curve with { Points = [.. curve.Points.Where(point => point.Loss > 0 && double.IsFinite(point.Loss))] };

    private static Html Line(TrainingCurve curve, int index, Frame frame)
    {
        var points = string.Join(' ', curve.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{frame.X(point.Tokens):0.#},{frame.Y(point.Loss):0.#}")));
        return Html.Of($"""<polyline class="curve" style="stroke:var({Colour(index)})" points="{points}"/>""");
    }

    private static Html Legend(TrainingCurve curve, int index) => Html.Of(
        $"""<span><i style="background:var({Colour(index)})"></i>{curve.Stage}: {curve.Points[^1].Loss:0.###} nats at {curve.Points[^1].Tokens:#,0} tokens</span>""");

    private static string Colour(int index) => _colours[index % _colours.Length];

    private static Html Grid(Frame frame)
    {
        double[] losses = [frame.Least, Math.Sqrt(frame.Least * frame.Most), frame.Most];
        double[] tokens = [0, frame.Tokens / 2.0, frame.Tokens];
        return Html.Join(
        [
            .. losses.Select(loss => Html.Of(
                $"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{frame.Y(loss):0.#}" y2="{frame.Y(loss):0.#}"/><text x="{Left - 8}" y="{frame.Y(loss) + 4:0.#}" text-anchor="end">{loss:0.##}</text>""")),
            .. tokens.Select((count, index) => Html.Of(
                $"""<text x="{frame.X(count):0.#}" y="{Height - 14}" text-anchor="{(index == 2 ? "end" : index == 1 ? "middle" : "start")}">{count:#,0}{(index == 2 ? " tokens" : "")}</text>""")),
        ]);
    }

    /// <summary>From losses and tokens to places in the picture.</summary>
    private sealed record Frame(double Least, double Most, double Tokens)
    {
        public static Frame Of(List<TrainingCurve> curves)
        {
            List<TrainingCurve.Point> points = [.. curves.SelectMany(curve => curve.Points)];
            var (least, most) = (points.Min(point => point.Loss), points.Max(point => point.Loss));
            return new Frame(least * 0.9, most * 1.1, Math.Max(1, points.Max(point => point.Tokens)));
        }

        public double X(double tokens) => Left + (Width - Left - Right) * tokens / Tokens;

        public double Y(double loss) => Top + (Height - Top - Bottom) * Math.Log(Most / loss) / Math.Log(Most / Least);
    }
}
