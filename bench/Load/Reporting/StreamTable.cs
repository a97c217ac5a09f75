using System.Globalization;
using System.Text;
using Load.Rounds;
using Load.Targets;

namespace Load.Reporting;

/// <summary>The table of streams.</summary>
internal static class StreamTable
{
    private static readonly string[] Columns =
    [
        "c", "target", "streams/s", "first chunk p50 ms", "added p50 ms", "p99 vs direct", "whole stream vs direct", "CPU µs/stream", "CPU vs bare YARP",
        "reads", "errors",
    ];

    public static void Append(StringBuilder text, Comparison<StreamSlice> slices)
    {
        text.Append("## Streams: time to the first chunk\n\n");
        text.Append($"23 events behind an upstream that takes {StreamRounds.AnswerDelayMs} ms until the first and pauses {StreamRounds.EventDelayMs} ms before each other. ");
        text.Append("Median over rounds (range); reads = 23 when no events came merged.\n\n");
        MarkdownTable.Append(text, Columns, slices.Cells.SelectMany(cell => slices.Targets.Select(target => Row(slices, cell, target))));
    }

    private static string[] Row(Comparison<StreamSlice> slices, Cell cell, string target) =>
    [
        $"{cell.Concurrency}",
        target,
        slices.Figure(cell, target, slice => slice.PerSecond).Median.ToString("N0", CultureInfo.InvariantCulture),
        slices.Figure(cell, target, slice => slice.P50Ms).Median.ToString("F2", CultureInfo.InvariantCulture),
        slices.Added(cell, target, Target.Direct, slice => slice.P50Ms).Text("F2"),
        slices.Ratio(cell, target, Target.Direct, slice => slice.P99Ms).Text("F2"),
        slices.Ratio(cell, target, Target.Direct, slice => slice.WholeP50Ms).Text("F2"),
        slices.Figure(cell, target, slice => slice.CpuMicros).Text("F0"),
        slices.Ratio(cell, target, Target.Yarp, slice => slice.CpuMicros).Text("F2"),
        slices.Figure(cell, target, slice => slice.Reads).Median.ToString("F1", CultureInfo.InvariantCulture),
        $"{slices.Errors(cell, target)}",
    ];
}
