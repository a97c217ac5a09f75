using System.Globalization;
using System.Text;
using System.Text.Json;
using Load.Rounds;

namespace Load.Reporting;

/// <summary>All that was measured, as a page with a last line for programs.</summary>
internal sealed class Report(Machine machine, LoadOptions options, double[] flushMs)
{
    public IReadOnlyList<Slice> Requests { get; init; } = [];

    public IReadOnlyList<StreamSlice> Streams { get; init; } = [];

    public IReadOnlyList<MemoryPoint> Memory { get; init; } = [];

    /// <summary>The page in Markdown; its last line is one JSON object.</summary>
    public string Text()
    {
        var text = new StringBuilder("# Load\n\n");
        AppendMachine(text);
        List<Goal> goals = [];
        if (Requests.Count > 0)
        {
            var slices = new Comparison<Slice>(Requests);
            goals.AddRange(Goal.Of(slices));
            RequestTable.Append(text, slices, Flush());
        }

        if (Streams.Count > 0)
        {
            var slices = new Comparison<StreamSlice>(Streams);
            goals.AddRange(Goal.Of(slices));
            StreamTable.Append(text, slices);
        }

        if (Memory.Count > 0)
        {
            goals.Add(Goal.Of(Memory));
            AppendMemory(text);
        }

        Goal.Append(text, goals);
        return text.Append(Json(goals)).Append('\n').ToString();
    }

    private void AppendMachine(StringBuilder text) => text.Append(CultureInfo.InvariantCulture, $"""
        - Command: `{machine.Command}`
        - Machine: {machine.Cores} cores ({machine.Cpu}), {machine.MemoryGib} GiB, {machine.System}; load average at the start {machine.LoadAverage}. Load generator, upstream and target share the cores.
        - Versions: {machine.Runtime}; YARP {machine.Yarp}; {machine.Nginx}; {machine.Wrk}
        - Rounds: {options.Rounds} of {options.Seconds} s a slice, {options.WarmUpSeconds} s of warm-up each; ratios are taken within a round.
        - Disk: {Flush()}


        """);

    private string Flush()
    {
        var spread = Spread.Of(flushMs);
        return $"a flush of 4 kB takes {spread.Text("F2")} ms here, median (range) of {flushMs.Length}";
    }

    private void AppendMemory(StringBuilder text)
    {
        text.Append("## Memory\n\nResident memory of the gateway (durability process) after so many unpaced streams, 64 at a time.\n\n");
        MarkdownTable.Append(text, ["streams", "MB", "errors"], Memory.Select(point => (string[])
            [point.Streams.ToString("N0", CultureInfo.InvariantCulture), point.ResidentMb.ToString("F0", CultureInfo.InvariantCulture), $"{point.Errors}"]));
    }

    private string Json(List<Goal> goals) =>
        JsonSerializer.Serialize(new { machine, flushMs = Spread.Of(flushMs), goals, requests = Requests, streams = Streams, memory = Memory }, JsonSerializerOptions.Web);
}
