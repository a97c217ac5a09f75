using Experts.Generation;
using Experts.Sampling;
using Experts.Tests.GenAi;
using Xunit;

namespace Experts.Tests.Generation;

/// <summary>What every engine does alike, on models with known answers.</summary>
public abstract class GenerationEngineConformance
{
    private static readonly TheoryDataRow<string>[] _float32 = [new("llama-tiny-fp32"), new("qwen2-tiny-fp32")];

    public static IEnumerable<TheoryDataRow<string>> Float32 => _float32;

    [Theory]
    [MemberData(nameof(Float32))]
    public async Task Greedy_tokens_are_those_of_the_reference(string name)
    {
        var folder = GenAiFolder.Open(name);
        await using var engine = Start(folder.Path, 16);
        for (var i = 0; i < folder.Prompts.Length; i++)
        {
            var answer = await ReadAsync(engine, Request(folder.Prompts[i], folder.Greedy[i].Length));

            Assert.Equal(folder.Greedy[i], answer.Select(token => token.Choice.Token));
            Assert.Equal(folder.Greedy[i][^1] == 2 ? FinishReason.EndToken : FinishReason.Length, answer[^1].Finish);
            Assert.All(answer[..^1], token => Assert.Null(token.Finish));
        }
    }

    [Theory]
    [MemberData(nameof(Float32))]
    public async Task Many_at_once_get_what_each_gets_alone(string name)
    {
        var folder = GenAiFolder.Open(name);
        await using var engine = Start(folder.Path, 64);
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => ReadAsync(engine, Request(folder.Prompts[i % 3], 1 + (i % 24)))));
        for (var i = 0; i < answers.Length; i++)
        {
            Assert.Equal(folder.Greedy[i % 3].Take(1 + (i % 24)), answers[i].Select(token => token.Choice.Token));
        }
    }

    [Fact]
    public async Task The_first_end_token_ends_the_answer_and_is_reported()
    {
        var folder = GenAiFolder.Open("llama-tiny-fp32");
        await using var engine = Start(folder.Path, 16);
        var greedy = folder.Greedy[2];

        var answer = await ReadAsync(engine, Request(folder.Prompts[2], 24) with { EndTokens = [greedy[5], 2] });

        Assert.Equal(greedy[..6], answer.Select(token => token.Choice.Token));
        Assert.Equal(FinishReason.EndToken, answer[^1].Finish);
    }

    [Fact]
    public async Task An_answer_ends_where_the_context_ends_and_a_prompt_as_long_as_the_context_is_refused()
    {
        var folder = GenAiFolder.Open("llama-tiny-fp32");
        await using var engine = Start(folder.Path, 16);
        int[] prompt = [.. Enumerable.Repeat(folder.Prompts[2], 7).SelectMany(part => part).Take(engine.ContextLength)];

        var answer = await ReadAsync(engine, Request(prompt[..^3], 24) with { EndTokens = [] });

        Assert.Equal((3, FinishReason.Length), (answer.Count, answer[^1].Finish));
        var overflow = await Assert.ThrowsAsync<ContextOverflowException>(() => ReadAsync(engine, Request(prompt, 1)));
        Assert.Equal((engine.ContextLength, engine.ContextLength), (overflow.PromptTokens, overflow.ContextLength));
    }

    [Fact]
    public async Task Wrong_requests_are_refused_before_they_wait()
    {
        await using var engine = Start(GenAiFolder.Open("llama-tiny-fp32").Path, 16);

        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(engine, Request([], 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(engine, Request([512], 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(engine, Request([-1], 1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ReadAsync(engine, Request([1], 0)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => ReadAsync(engine, Request([1], 1) with { Adapter = 1 }));
    }

    [Fact]
    public async Task A_cancelled_answer_stops_and_the_next_one_is_right()
    {
        var folder = GenAiFolder.Open("llama-tiny-fp32");
        await using var engine = Start(folder.Path, 16);
        using var cancelling = new CancellationTokenSource();
        var request = Request(folder.Prompts[0], 240) with { EndTokens = [] };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in engine.GenerateAsync(request, cancelling.Token))
            {
                await cancelling.CancelAsync();
            }
        });

        Assert.Equal(folder.Greedy[0], (await ReadAsync(engine, Request(folder.Prompts[0], 24))).Select(token => token.Choice.Token));
    }

    [Fact]
    public async Task A_full_queue_refuses_and_everyone_in_it_is_answered()
    {
        var folder = GenAiFolder.Open("llama-tiny-fp32");
        await using var engine = Start(folder.Path, 1);
        var tries = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => TryAsync(engine, Request(folder.Prompts[0], 24)))));

        Assert.Contains(tries, answer => answer is null);
        Assert.Contains(tries, answer => answer is not null);
        Assert.All(tries.Where(answer => answer is not null), answer => Assert.Equal(folder.Greedy[0], answer!.Select(token => token.Choice.Token)));
    }

    [Fact]
    public async Task Disposing_ends_what_runs_and_what_waits()
    {
        var folder = GenAiFolder.Open("llama-tiny-fp32");
        var engine = Start(folder.Path, 64);
        var request = Request(folder.Prompts[0], 240) with { EndTokens = [] };
        await using var first = engine.GenerateAsync(request, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await first.MoveNextAsync());
        var others = Enumerable.Range(0, 40).Select(_ => ReadAsync(engine, request)).ToArray();

        await engine.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Task.WhenAll(others));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ReadAsync(engine, request));
    }

    /// <summary>An engine with one or more places and a queue of a length.</summary>
    protected abstract IGenerationEngine Start(string folder, int queueLimit);

    private protected static GenerationRequest Request(int[] prompt, int maxTokens) =>
        new() { Prompt = [.. prompt], MaxTokens = maxTokens, EndTokens = [2], Sampling = new SamplingSettings { Temperature = 0 } };

    private protected static async Task<List<GeneratedToken>> ReadAsync(IGenerationEngine engine, GenerationRequest request)
    {
        var tokens = new List<GeneratedToken>();
        await foreach (var token in engine.GenerateAsync(request, TestContext.Current.CancellationToken))
        {
            tokens.Add(token);
        }

        return tokens;
    }

    private static async Task<List<GeneratedToken>?> TryAsync(IGenerationEngine engine, GenerationRequest request)
    {
        try
        {
            return await ReadAsync(engine, request);
        }
        catch (EngineBusyException)
        {
            return null;
        }
    }
}
