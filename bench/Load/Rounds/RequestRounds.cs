using Load.Measuring;
using Load.Targets;

namespace Load.Rounds;

/// <summary>Answers in one piece: for each upstream delay, rounds in which every target has its turn in every cell.</summary>
internal static class RequestRounds
{
    /// <summary>Measures; tells what it is at.</summary>
    public static async Task<List<Slice>> RunAsync(LoadOptions options, Action<string> tell)
    {
        List<Slice> slices = [];
        foreach (int delayMs in options.DelaysMs)
        {
            tell($"requests, upstream {delayMs} ms");
            await using TargetSet set = await TargetSet.StartAsync(["--answer-delay-ms", $"{delayMs}"], options.Folder);
            await WarmUpAsync(options, set);
            for (int round = 1; round <= options.Rounds; round++)
            {
                tell($"  round {round} of {options.Rounds}");
                slices.AddRange(await RoundAsync(options, set, delayMs, round));
            }
        }

        return slices;
    }

    private static async Task WarmUpAsync(LoadOptions options, TargetSet set)
    {
        foreach (int concurrency in options.Concurrency)
        {
            foreach (Target target in set.Targets)
            {
                await WrkRun.RunAsync(target, concurrency, options.WarmUpSeconds);
            }
        }
    }

    private static async Task<List<Slice>> RoundAsync(LoadOptions options, TargetSet set, int delayMs, int round)
    {
        List<Slice> slices = [];
        foreach (int concurrency in options.Concurrency)
        {
            foreach (Target target in set.Targets)
            {
                slices.Add(await SliceAsync(target, new Cell(delayMs, concurrency), round, options.Seconds));
            }
        }

        return slices;
    }

    private static async Task<Slice> SliceAsync(Target target, Cell cell, int round, int seconds)
    {
        TimeSpan before = CpuTime.Of(target);
        WrkResult result = await WrkRun.RunAsync(target, cell.Concurrency, seconds);
        TimeSpan spent = CpuTime.Of(target) - before;
        return new Slice
        {
            Cell = cell,
            Round = round,
            Target = target.Name,
            Count = result.Requests,
            Errors = result.Errors,
            PerSecond = result.Requests * 1e6 / result.Micros,
            P50Ms = result.P50 / 1000.0,
            P99Ms = result.P99 / 1000.0,
            CpuMicros = spent.TotalMicroseconds / Math.Max(1, result.Requests),
        };
    }
}
