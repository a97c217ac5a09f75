using Load.Measuring;
using Load.Targets;

namespace Load.Rounds;

/// <summary>Streams of 23 events behind an upstream that thinks for 20 ms and then pauses before each event.</summary>
internal static class StreamRounds
{
    /// <summary>The upstream's time until its first event, milliseconds.</summary>
    public const int AnswerDelayMs = 20;

    /// <summary>Its pause before each later event, milliseconds; timers make it a little more.</summary>
    public const int EventDelayMs = 5;

    /// <summary>Measures; tells what it is at.</summary>
    public static async Task<List<StreamSlice>> RunAsync(LoadOptions options, Action<string> tell)
    {
        tell("streams");
        string[] upstream = ["--answer-delay-ms", $"{AnswerDelayMs}", "--event-delay-ms", $"{EventDelayMs}"];
        await using TargetSet set = await TargetSet.StartAsync(upstream, options.Folder);
        using var run = new StreamRun();
        await WarmUpAsync(options, set, run);
        List<StreamSlice> slices = [];
        for (int round = 1; round <= options.Rounds; round++)
        {
            tell($"  round {round} of {options.Rounds}");
            foreach (int concurrency in options.Concurrency)
            {
                foreach (Target target in set.Targets)
                {
                    slices.Add(await SliceAsync(run, target, new Cell(AnswerDelayMs, concurrency), round, options.Seconds));
                }
            }
        }

        return slices;
    }

    /// <summary>As often as for requests, but always with the most streams: a paced stream warms little.</summary>
    private static async Task WarmUpAsync(LoadOptions options, TargetSet set, StreamRun run)
    {
        foreach (int _ in options.Concurrency)
        {
            foreach (Target target in set.Targets)
            {
                await run.RunAsync(target, options.Concurrency.Max(), TimeSpan.FromSeconds(options.WarmUpSeconds));
            }
        }
    }

    private static async Task<StreamSlice> SliceAsync(StreamRun run, Target target, Cell cell, int round, int seconds)
    {
        TimeSpan before = CpuTime.Of(target);
        StreamResult result = await run.RunAsync(target, cell.Concurrency, TimeSpan.FromSeconds(seconds));
        TimeSpan spent = CpuTime.Of(target) - before;
        return new StreamSlice
        {
            Cell = cell,
            Round = round,
            Target = target.Name,
            Count = result.Count,
            Errors = result.Errors,
            PerSecond = result.Count / result.Elapsed.TotalSeconds,
            P50Ms = result.FirstMs(0.5),
            P99Ms = result.FirstMs(0.99),
            WholeP50Ms = result.WholeMs(0.5),
            Reads = result.Reads,
            CpuMicros = spent.TotalMicroseconds / Math.Max(1, result.Count),
        };
    }
}
