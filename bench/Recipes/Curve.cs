using System.Collections.Immutable;
using System.Globalization;
using Trainer.Training;

namespace RecipeBench;

/// <summary>The smoothed loss when some numbers of tokens are reached, and a line on standard error now and then.</summary>
internal sealed class Curve(ImmutableArray<double> millions) : IProgress<TrainingProgress>
{
    private const int LineEvery = 200;

    private readonly List<string> _reached = [];
    private double _before;
    private string _last = "";

    public void Report(TrainingProgress value)
    {
        var now = value.Tokens / 1e6;
        _last = string.Create(CultureInfo.InvariantCulture, $"{now:0.00} {value.RunningLoss:0.000}");
        if (millions.Any(mark => mark > _before && mark <= now))
        {
            _reached.Add(_last);
        }

        _before = now;
        if (value.Step % LineEvery == 0)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {value.Step}/{value.Steps}  {now:0.000} M  loss {value.RunningLoss:0.0000}  norm {value.GradientNorm:0.00}  {value.TokensPerSecond:0} tok/s  left {value.Left:hh\\:mm\\:ss}"));
        }
    }

    public override string ToString() => string.Join(", ", _reached.Append(_last).Distinct());
}
