using System.Globalization;
using System.Text;
using Load.Rounds;
using Load.Targets;

namespace Load.Reporting;

/// <summary>The table of answers in one piece.</summary>
internal static class RequestTable
{
    private static readonly string[] Columns =
    [
        "upstream", "c", "target", "requests/s", "vs direct", "p50 ms", "p50 vs direct", "p99 vs direct", "CPU µs/request", "CPU vs bare YARP", "errors",
    ];

    public static void Append(StringBuilder text, Comparison<Slice> slices, string flush)
    {
        text.Append("## Answers in one piece\n\n");
        text.Append($"Median over rounds (range). Rows of `power` wait for the disk: {flush}.\n\n");
        MarkdownTable.Append(text, Columns, slices.Cells.SelectMany(cell => slices.Targets.Select(target => Row(slices, cell, target))));
    }

    private static string[] Row(Comparison<Slice> slices, Cell cell, string target) =>
    [
        $"{cell.DelayMs} ms",
        $"{cell.Concurrency}",
        target,
        slices.Figure(cell, target, slice => slice.PerSecond).Median.ToString("N0", CultureInfo.InvariantCulture),
        slices.Ratio(cell, target, Target.Direct, slice => slice.PerSecond).Text("F2"),
        slices.Figure(cell, target, slice => slice.P50Ms).Median.ToString("F2", CultureInfo.InvariantCulture),
        slices.Ratio(cell, target, Target.Direct, slice => slice.P50Ms).Text("F2"),
        slices.Ratio(cell, target, Target.Direct, slice => slice.P99Ms).Text("F2"),
        slices.Figure(cell, target, slice => slice.CpuMicros).Text("F0"),
        slices.Ratio(cell, target, Target.Yarp, slice => slice.CpuMicros).Text("F2"),
        $"{slices.Errors(cell, target)}",
    ];
}
