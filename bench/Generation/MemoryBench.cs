using System.Diagnostics;
using Experts.Generation;

namespace Bench.Generation;

/// <summary>What a loaded engine with 16 slots of 2,048 positions costs: time to load, and resident memory before and after 16 requests.</summary>
internal static class MemoryBench
{
    public static async Task RunAsync(BenchModel model, Options options)
    {
        GC.Collect();
        var before = Resident();
        var start = Stopwatch.GetTimestamp();
        await using var engine = model.Start(16, 2048, new GenerationSettings());
        var loaded = Stopwatch.GetElapsedTime(start);
        var idle = Resident();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => ServingBench.AnswerAsync(engine, new GenerationRequest
        {
            Prompt = [.. model.Tokens(100, i)],
            MaxTokens = 64,
            EndTokens = [],
            Sampling = new() { Temperature = 0 },
        })));
        Console.WriteLine($"load {loaded.TotalMilliseconds:F0} ms; process {before} MB before, {idle} MB loaded, {Resident()} MB after 16 requests of 164 positions\n");
    }

    private static string Resident()
    {
        var status = File.ReadLines("/proc/self/status").Select(line => line.Split(':', StringSplitOptions.TrimEntries)).ToDictionary(parts => parts[0], parts => parts[^1]);
        return $"{Megabytes("RssAnon")} + {Megabytes("RssFile")}";

        int Megabytes(string name) => int.Parse(status[name].Split(' ')[0]) / 1024;
    }
}
