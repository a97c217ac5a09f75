using System.Diagnostics;
using Experts.Generation;

namespace Bench.Generation;

/// <summary>What a loaded engine with 16 slots of 2,048 positions costs: time to load, and resident memory before and after 16 requests, short and long ones.</summary>
internal static class MemoryBench
{
    public static async Task RunAsync(BenchModel model, Options options)
    {
        GC.Collect();
        var before = Resident();
        var start = Stopwatch.GetTimestamp();
        var engine = model.Start(16, 2048, new GenerationSettings());
        var loaded = Stopwatch.GetElapsedTime(start);
        var idle = Resident();
        await AnswerAsync(model, engine);
        await Task.Delay(200); // The engine gives slots back once it has nothing to do.
        Console.WriteLine($"load {loaded.TotalMilliseconds:F0} ms; process {before} MB before, {idle} MB loaded, {Resident()} MB after 16 requests of 164 positions");
        await engine.DisposeAsync();
        Fill(model);
    }

    /// <summary>Every position of every slot is written, as when 16 conversations have reached their 2,048 tokens, without computing them.</summary>
    private static void Fill(BenchModel model)
    {
        using var session = model.Open(16, 2048, scoring: true);
        session.Prefill(0, model.Tokens(64, 1), 0);
        var position = new byte[session.PositionBytes];
        session.Save(0, 10, 1, position);
        for (var i = 0; i < 16 * 2048; i++)
        {
            session.Restore(i / 2048, i % 2048, 1, position);
        }

        Console.WriteLine($"opened again with all 16 x 2,048 positions written: {Resident()} MB\n");
    }

    private static Task AnswerAsync(BenchModel model, OnnxGenerationEngine engine) =>
        Task.WhenAll(Enumerable.Range(0, 16).Select(i => ServingBench.AnswerAsync(engine, new GenerationRequest
        {
            Prompt = [.. model.Tokens(100, i)],
            MaxTokens = 64,
            EndTokens = [],
            Sampling = new() { Temperature = 0 },
        })));

    private static string Resident()
    {
        var status = File.ReadLines("/proc/self/status").Select(line => line.Split(':', StringSplitOptions.TrimEntries)).ToDictionary(parts => parts[0], parts => parts[^1]);
        return $"{Megabytes("RssAnon")} + {Megabytes("RssFile")}";

        int Megabytes(string name) => int.Parse(status[name].Split(' ')[0]) / 1024;
    }
}
