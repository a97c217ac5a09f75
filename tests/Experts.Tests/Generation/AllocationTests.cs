using Experts.Generation;
using Xunit;

namespace Experts.Tests.Generation;

/// <summary>Counts what the whole process allocates, so nothing runs beside it.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    [Fact]
    public async Task A_steady_answer_allocates_nothing_for_its_tokens()
    {
        await using var engine = Engines.Tiny(new GenerationSettings { LookupTokens = 0 }, 4);
        var request = Engines.Request([1, 5, 77], 200);
        _ = await engine.AnswerAsync(request, TestContext.Current.CancellationToken);
        var least = long.MaxValue; // The runtime's own threads allocate now and then; what a token allocates is in every answer.
        for (var answer = 0; answer < 40 && least > 1024; answer++)
        {
            least = Math.Min(least, await AllocatedAsync(engine, request));
        }

        // Between two widenings of the mask, which make tensors anew every 64 tokens; the queue of the answer may grow once.
        TestContext.Current.TestOutputHelper!.WriteLine($"{least} bytes");
        Assert.InRange(least, 0, 1024);
    }

    /// <summary>Bytes from the seventieth token to the hundred and twentieth.</summary>
    private static async Task<long> AllocatedAsync(IGenerationEngine engine, GenerationRequest request)
    {
        var (tokens, before, after) = (0, 0L, 0L);
        await foreach (var token in engine.GenerateAsync(request, TestContext.Current.CancellationToken))
        {
            tokens++;
            before = tokens == 70 ? GC.GetTotalAllocatedBytes(precise: true) : before;
            after = tokens == 120 ? GC.GetTotalAllocatedBytes(precise: true) : after;
        }

        return after - before;
    }
}
