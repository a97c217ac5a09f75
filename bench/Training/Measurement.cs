using System.Globalization;

namespace Bench.Training;

/// <summary>What one process measured.</summary>
/// <param name="Wall">Milliseconds of a step on the wall, the shortest.</param>
/// <param name="Processor">Milliseconds of processor time of a step, the shortest.</param>
/// <param name="Peak">Most memory of the process, in MB.</param>
/// <param name="Loss">After the last step, to show that something was learnt.</param>
internal readonly record struct Measurement(double Wall, double Processor, double Peak, double Loss)
{
    public static Measurement Parse(string line)
    {
        var numbers = Array.ConvertAll(line.Trim().Split(' '), number => double.Parse(number, CultureInfo.InvariantCulture));
        return new Measurement(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /// <summary>The best of both in each respect but memory, of which it is the larger.</summary>
    public Measurement With(Measurement other) => new(Math.Min(Wall, other.Wall), Math.Min(Processor, other.Processor), Math.Max(Peak, other.Peak), other.Loss);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall:F2} {Processor:F2} {Peak:F0} {Loss:F5}");
}
