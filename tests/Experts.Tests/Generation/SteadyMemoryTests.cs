using Experts.Generation;
using Experts.Sampling;
using Experts.Tests.GenAi;
using Xunit;

namespace Experts.Tests.Generation;

/// <summary>What ten thousand requests leave behind in one process.</summary>
[Collection(nameof(AllocationTests))]
public sealed class SteadyMemoryTests
{
    private const int Warm = 2_000, Requests = 10_000, AtOnce = 32;

    [Fact]
    public async Task Memory_is_flat_over_ten_thousand_requests()
    {
        await using var engine = OnnxEngineConformanceTests.Start(GenAiFolder.Open("llama-tiny-fp32").Path);
        var random = new Random(5);

        await RunAsync(engine, random, Warm);
        var before = Resident();
        await RunAsync(engine, random, Requests);
        var after = Resident();

        Assert.True(after < before * 1.1, $"{before >> 20} MB before, {after >> 20} MB after {Requests} more requests");
    }

    private static async Task RunAsync(IGenerationEngine engine, Random random, int requests)
    {
        for (var done = 0; done < requests; done += AtOnce)
        {
            await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => engine.AnswerAsync(Request(random), TestContext.Current.CancellationToken)));
        }
    }

    private static GenerationRequest Request(Random random) => new()
    {
        Prompt = [.. Enumerable.Range(0, 4 + random.Next(24)).Select(_ => random.Next(512))],
        MaxTokens = 1 + random.Next(6),
        EndTokens = [],
        Sampling = new SamplingSettings { Seed = (ulong)random.Next(), TopLogProbabilities = random.Next(2) == 0 ? 3 : null },
    };

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
