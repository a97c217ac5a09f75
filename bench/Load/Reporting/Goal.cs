using System.Globalization;
using System.Text;
using Load.Rounds;
using Load.Targets;

namespace Load.Reporting;

/// <summary>What was promised and what was measured.</summary>
/// <param name="Name">The promise, with its bound.</param>
/// <param name="Measured">The worst cell's median that the bound is for.</param>
/// <param name="IsMet">Whether it holds.</param>
/// <param name="Where">The cell.</param>
internal sealed record Goal(string Name, double Measured, bool IsMet, string Where)
{
    /// <summary>The goals for answers in one piece.</summary>
    public static IEnumerable<Goal> Of(Comparison<Slice> slices)
    {
        yield return Cpu(slices, Target.GatewayProcess);
        yield return Cpu(slices, Target.GatewayPower);
        var busy = new Cell(20, 64);
        if (slices.Cells.Contains(busy))
        {
            double rate = slices.Ratio(busy, Target.GatewayProcess, Target.Direct, slice => slice.PerSecond).Median;
            yield return new Goal("durability process: requests/s at 20 ms and c=64 at least 0.9 of direct", rate, rate >= 0.9, "20 ms, c=64");
        }

        long errors = slices.Cells.Sum(cell => slices.Targets.Sum(target => slices.Errors(cell, target)));
        yield return new Goal("no errors", errors, errors == 0, "all");
    }

    /// <summary>The goals for streams.</summary>
    public static IEnumerable<Goal> Of(Comparison<StreamSlice> slices)
    {
        foreach (Cell cell in slices.Cells)
        {
            double added = slices.Added(cell, Target.GatewayProcess, Target.Direct, slice => slice.P50Ms).Median;
            yield return new Goal("durability process: added time to first chunk p50 below 1 ms", added, added < 1, $"c={cell.Concurrency}");
        }

        long errors = slices.Cells.Sum(cell => slices.Targets.Sum(target => slices.Errors(cell, target)));
        yield return new Goal("no stream failed", errors, errors == 0, "all");
    }

    /// <summary>The goal for memory.</summary>
    public static Goal Of(IReadOnlyList<MemoryPoint> points)
    {
        double growth = points[^1].ResidentMb / points[0].ResidentMb;
        return new Goal("memory flat within 10 %", growth, growth <= 1.1, $"{points[^1].Streams} against {points[0].Streams} streams");
    }

    /// <summary>Appends all as a table.</summary>
    public static void Append(StringBuilder text, IEnumerable<Goal> goals)
    {
        text.Append("## Targets\n\n");
        MarkdownTable.Append(text, ["target", "measured", "where", "met"], goals.Select(goal => (string[])
            [goal.Name, goal.Measured.ToString("0.##", CultureInfo.InvariantCulture), goal.Where, goal.IsMet ? "yes" : "**no**"]));
    }

    private static Goal Cpu(Comparison<Slice> slices, string target)
    {
        (double worst, Cell cell) = slices.Cells
            .Select(cell => (slices.Ratio(cell, target, Target.Yarp, slice => slice.CpuMicros).Median, cell))
            .MaxBy(pair => pair.Median);
        return new Goal($"{target}: CPU per request at most 2 times bare YARP", worst, worst <= 2, $"worst: {cell.DelayMs} ms, c={cell.Concurrency}");
    }
}
